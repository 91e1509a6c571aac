package org.messagesgateway.job;

/** Makes what is stored unreadable without its keys, or leaves it as it is. Thread-safe. */
interface Sealer {

    /** For a shared database whose operator gave no keys. */
    Sealer OPEN = new Sealer() {
        @Override
        public boolean isEncrypting() {
            return false;
        }

        @Override
        public byte[] seal(JobId id, byte[] plain) {
            return plain;
        }

        @Override
        public byte[] open(JobId id, byte[] sealed) {
            return sealed;
        }
    };

    boolean isEncrypting();

    byte[] seal(JobId id, byte[] plain);

    /** @throws JobStoreException if it was sealed with a key that is not there, for another job, or was changed */
    byte[] open(JobId id, byte[] sealed);
}
