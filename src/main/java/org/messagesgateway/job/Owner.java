package org.messagesgateway.job;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.messagesgateway.config.Secret;
import org.messagesgateway.dispatch.Caller;

/** To whom a job belongs: a virtual key, whatever its value; else whoever presents the same key. */
final class Owner {

    private static final String MAC = "HmacSHA256";

    private Owner() {}

    /** A name of one length that gives no key away; empty for a caller without any, whose job belongs to whoever knows its id. */
    static String name(Caller caller, Optional<Secret> presented, byte[] salt) {
        if (caller instanceof Caller.Holder holder) {
            return "virtual-key:" + hash(holder.key().id(), salt);
        }
        return presented.map(key -> "key:" + hash(key.reveal(), salt)).orElse("");
    }

    private static String hash(String name, byte[] salt) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(salt, MAC));
            return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }
}
