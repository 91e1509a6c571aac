package org.messagesgateway.boot;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.provider.Adapter;
import org.messagesgateway.provider.CallSignatures;

/** The last calls' signatures in memory, each as long as its agent may be busy with the tool. Thread-safe. */
@Adapter
final class KeptCallSignatures implements CallSignatures {

    private static final String NAME = "call-signatures";
    private static final int MOST = 5_000;
    private static final int LONGEST = 16 * 1024;
    private static final Duration LIFE = Duration.ofHours(2);

    private @Nullable CacheManager manager;
    private @Nullable Cache<String, String> cache;

    @Override
    public void keep(String callId, String signature) {
        if (signature.length() <= LONGEST) {
            cache(true).ifPresent(open -> open.put(callId, signature));
        }
    }

    @Override
    public Optional<String> find(String callId) {
        return cache(false).map(open -> open.get(callId));
    }

    /** Made with the first signature: most gateways never see one. */
    private synchronized Optional<Cache<String, String>> cache(boolean make) {
        if (cache == null && make) {
            var pools = ResourcePoolsBuilder.heap(MOST);
            manager = CacheManagerBuilder.newCacheManagerBuilder()
                    .withCache(
                            NAME,
                            CacheConfigurationBuilder.newCacheConfigurationBuilder(String.class, String.class, pools)
                                    .withExpiry(ExpiryPolicyBuilder.timeToLiveExpiration(LIFE)))
                    .build(true);
            cache = manager.getCache(NAME, String.class, String.class);
        }
        return Optional.ofNullable(cache);
    }

    @PreDestroy
    synchronized void close() {
        cache = null;
        if (manager != null) {
            manager.close();
            manager = null;
        }
    }
}
