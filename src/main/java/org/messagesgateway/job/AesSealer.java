package org.messagesgateway.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with the job's id as associated data, so that nothing can be moved to another job. Sealed with the first
 * key; opened with the one that it names: {@code format (1), key's fingerprint (8), nonce (12), text and tag}.
 * Thread-safe.
 */
final class AesSealer implements Sealer {

    private static final byte FORMAT = 1;
    private static final int FINGERPRINT = 8;
    private static final int NONCE = 12;
    private static final int HEAD = 1 + FINGERPRINT + NONCE;
    private static final int TAG_BITS = 128;

    private record Key(byte[] fingerprint, SecretKeySpec spec) {}

    private final SecureRandom random = new SecureRandom();
    private final List<Key> keys;

    /** @param keys 32 bytes each, newest first; at least one */
    AesSealer(List<byte[]> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key");
        }
        this.keys = keys.stream()
                .map(key -> new Key(fingerprint(key), new SecretKeySpec(key, "AES")))
                .toList();
    }

    @Override
    public boolean isEncrypting() {
        return true;
    }

    @Override
    public byte[] seal(JobId id, byte[] plain) {
        var key = keys.get(0);
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, id);
            var sealed = ByteBuffer.allocate(HEAD + cipher.getOutputSize(plain.length));
            sealed.put(FORMAT).put(key.fingerprint()).put(nonce);
            cipher.doFinal(ByteBuffer.wrap(plain), sealed);
            return sealed.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", e);
        }
    }

    @Override
    public byte[] open(JobId id, byte[] sealed) {
        try {
            if (sealed.length < HEAD + TAG_BITS / 8 || sealed[0] != FORMAT) {
                throw new GeneralSecurityException("not sealed");
            }
            var fingerprint = Arrays.copyOfRange(sealed, 1, 1 + FINGERPRINT);
            var nonce = Arrays.copyOfRange(sealed, 1 + FINGERPRINT, HEAD);
            var key = keys.stream()
                    .filter(candidate -> Arrays.equals(candidate.fingerprint(), fingerprint))
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("no key for it"));
            return cipher(Cipher.DECRYPT_MODE, key, nonce, id).doFinal(sealed, HEAD, sealed.length - HEAD);
        } catch (GeneralSecurityException e) {
            throw new JobStoreException("a stored job cannot be decrypted with the keys there are", e);
        }
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, JobId id) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.spec(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(id.value().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static byte[] fingerprint(byte[] key) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), FINGERPRINT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
