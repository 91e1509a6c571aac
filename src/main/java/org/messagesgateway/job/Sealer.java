package org.messagesgateway.job;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Makes what is stored unreadable without its keys, or leaves it as it is. Thread-safe. */
interface Sealer {

    /** For a shared database whose operator gave no keys. */
    Sealer OPEN = new Sealer() {

        /** Tells it from what is encrypted. */
        private static final byte MARK = 0;

        @Override
        public boolean isEncrypting() {
            return false;
        }

        @Override
        public byte[] seal(JobId id, byte[] plain) {
            return ByteBuffer.allocate(1 + plain.length).put(MARK).put(plain).array();
        }

        @Override
        public byte[] open(JobId id, byte[] sealed) {
            if (sealed.length == 0 || sealed[0] != MARK) {
                throw new JobStoreException(
                        "a stored job is encrypted, and there are no keys", new IllegalStateException("encrypted"));
            }
            return Arrays.copyOfRange(sealed, 1, sealed.length);
        }
    };

    boolean isEncrypting();

    byte[] seal(JobId id, byte[] plain);

    /** @throws JobStoreException if it was sealed with a key that is not there, for another job, or was changed */
    byte[] open(JobId id, byte[] sealed);
}
