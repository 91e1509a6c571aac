package org.messagesgateway.boot;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.cloud.CloudAuthorizer;
import org.messagesgateway.config.CloudAccess;
import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.config.Network;
import org.messagesgateway.config.Profiles;
import org.messagesgateway.config.ProviderConfig;
import org.messagesgateway.dispatch.Adapters;
import org.messagesgateway.dispatch.Dispatcher;
import org.messagesgateway.dispatch.ModelCatalog;
import org.messagesgateway.dispatch.Router;
import org.messagesgateway.dispatch.TimerScheduler;
import org.messagesgateway.dispatch.Upstreams;
import org.messagesgateway.dispatch.UrlFetcher;
import org.messagesgateway.http.ApacheUpstreamClient;
import org.messagesgateway.job.Jobs;

/** The parts of one running gateway, put together. Thread-safe. */
final class Gateway implements AutoCloseable {

    private final ApacheUpstreamClient upstream = new ApacheUpstreamClient();
    private final TimerScheduler scheduler = new TimerScheduler();
    private final CloudAuthorizer clouds = new CloudAuthorizer(upstream, Clock.systemUTC(), scheduler::after);
    private final ApacheUpstreamClient files;
    private final GatewayConfig config;
    private final Dispatcher dispatcher;
    private final ModelCatalog catalog;
    private final Jobs jobs;

    /** @param jobDatabase the estate's data source for jobs, where the configuration names one */
    Gateway(GatewayConfig config, Adapters adapters, @Nullable DataSource jobDatabase) {
        this.config = config;
        var router = new Router(
                config, anthropic(), () -> ThreadLocalRandom.current().nextDouble());
        var upstreams = new Upstreams(upstream, clouds);
        files = ApacheUpstreamClient.guarded(config.client().fetchUrls());
        var fetcher = new UrlFetcher(config.client().fetchUrls(), files, scheduler);
        dispatcher = new Dispatcher(router, adapters, upstreams, fetcher, config.client(), scheduler);
        catalog = new ModelCatalog(router, adapters, upstreams, config.client(), scheduler);
        jobs = new Jobs(config, dispatcher, scheduler, jobDatabase);
        jobs.start();
        config.providers().values().forEach(this::warm);
    }

    /** The first request finds the token there. */
    private void warm(ProviderConfig provider) {
        for (var key : provider.keys()) {
            if (key.access() instanceof CloudAccess access) {
                clouds.warm(access, provider.network());
            }
        }
    }

    /** Where callers with keys of their own are sent while no provider is configured. */
    private static ProviderConfig anthropic() {
        var profile = Profiles.standard().named("anthropic").orElseThrow();
        var baseUrl = URI.create(Objects.requireNonNull(profile.baseUrl()));
        return new ProviderConfig("anthropic", "callers' own keys", profile, baseUrl, List.of(), Network.DEFAULT);
    }

    GatewayConfig config() {
        return config;
    }

    ModelCatalog catalog() {
        return catalog;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Jobs jobs() {
        return jobs;
    }

    /** What keeps it from serving at the moment; nothing, when it is ready. */
    List<String> obstacles() {
        return upstream.isRunning() ? List.of() : List.of("no upstream can be called: the gateway has stopped");
    }

    @Override
    public void close() {
        jobs.close();
        clouds.close();
        upstream.close();
        files.close();
        scheduler.close();
    }
}
