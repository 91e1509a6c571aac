package org.messagesgateway.config;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where background jobs are kept: the estate's data source, a database by its JDBC URL, or else a database of the
 * gateway's own in its folder. Immutable.
 *
 * @param home the gateway's folder
 * @param encryptionKeys 32 bytes each in Base64, newest first; for a database of the gateway's own, which makes its key
 *     itself, none
 */
public record JobStoreConfig(
        @Nullable String jndi,
        @Nullable String url,
        @Nullable String username,
        @Nullable Secret password,
        List<Secret> encryptionKeys,
        Path home) {

    private static final int KEY_BYTES = 32;

    public boolean isEmbedded() {
        return jndi == null && url == null;
    }

    static JobStoreConfig from(Section store, Path home) {
        var config = read(store, home);
        if (config.jndi != null && config.url != null) {
            store.problem("url", "jndi and url exclude each other");
        }
        if (config.url != null && !config.url.startsWith("jdbc:")) {
            store.problem("url", "must begin with jdbc:");
        }
        if (config.url == null && config.username != null) {
            store.problem("username", "needs url");
        }
        if (config.url == null && config.password != null) {
            store.problem("password", "needs url");
        }
        if (config.isEmbedded() && !config.encryptionKeys.isEmpty()) {
            store.problem("encryption_keys", "are for jndi or url; the embedded store makes its key itself");
        }
        if (!config.encryptionKeys.stream().allMatch(JobStoreConfig::isKey)) {
            store.problem("encryption_keys", "each must be 32 bytes in Base64");
        }
        return config;
    }

    private static JobStoreConfig read(Section store, Path home) {
        return new JobStoreConfig(
                store.text("jndi"),
                store.text("url"),
                store.text("username"),
                store.secret("password"),
                store.texts("encryption_keys").stream().map(Secret::new).toList(),
                home);
    }

    private static boolean isKey(Secret key) {
        try {
            return Base64.getDecoder().decode(key.reveal()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
