package org.messagesgateway.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.messagesgateway.testing.GatewayNode;
import org.messagesgateway.testing.Postgres;

/** No job is lost that was acknowledged, although a gateway is killed in the middle, as by {@code kill -9}. */
@Timeout(120)
class Crash {

    private static final int JOBS = 1_000;

    @TempDir
    private Path folder;

    private final CountDownLatch restarted = new CountDownLatch(1);

    @Test
    void ofOneOfTwoGatewaysOnOnePostgres() throws Exception {
        try (var postgres = new OwnPostgres()) {
            crashOfOneOfTwo(postgres.url());
        }
    }

    private void crashOfOneOfTwo(Optional<String> url) throws Exception {
        if (url.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(Postgres.missing());
        }
        assumeThat(url).as(Postgres.missing()).isPresent();
        var schema = Postgres.emptySchema(url.get());
        long start = System.nanoTime();
        try (var upstream = new SlowUpstream(JOBS / 4);
                var one = shared(upstream, "one", schema);
                var other = shared(upstream, "other", schema);
                var load = new JobLoad()) {
            var submitting = load.submit(JOBS, List.of(one, other), gone -> gone == one ? other : one);
            upstream.awaitMiddle();
            one.kill();
            one.restart();
            for (var caller : submitting) {
                caller.get();
            }
            assertThat(load.acknowledged()).isEqualTo(JOBS);
            assertThat(load.losses(by -> by == one ? other : one)).isEmpty();
            report("two gateways on one PostgreSQL, one killed", load.repeated(upstream), start);
        }
    }

    @Test
    void ofOneGatewayOnItsOwnStore() throws Exception {
        long start = System.nanoTime();
        try (var upstream = new SlowUpstream(JOBS / 4);
                var gateway = GatewayNode.start(folder.resolve("own"), config(upstream, ""));
                var load = new JobLoad()) {
            var submitting = load.submit(JOBS, List.of(gateway), this::onceRestarted);
            upstream.awaitMiddle();
            gateway.kill();
            gateway.restart();
            restarted.countDown();
            for (var caller : submitting) {
                caller.get();
            }
            assertThat(load.acknowledged()).isEqualTo(JOBS);
            assertThat(load.losses(by -> by)).isEmpty();
            report("one gateway on H2, killed", load.repeated(upstream), start);
        }
    }

    private GatewayNode onceRestarted(GatewayNode gone) {
        try {
            if (!restarted.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the gateway did not come back");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return gone;
    }

    private GatewayNode shared(SlowUpstream upstream, String name, String url) throws Exception {
        var store = "\"job_store\": {\"url\": \"%s\"}, ".formatted(url);
        return GatewayNode.start(
                folder.resolve(name),
                config(upstream, store),
                "--lib",
                drivers().toString());
    }

    /** The driver as an operator would give it. */
    private Path drivers() throws Exception {
        var source = org.postgresql.Driver.class.getProtectionDomain().getCodeSource();
        var jar = Path.of(source.getLocation().toURI());
        var lib = Files.createDirectories(folder.resolve("drivers"));
        if (Files.notExists(lib.resolve(jar.getFileName()))) {
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
        return lib;
    }

    private static String config(SlowUpstream upstream, String client) {
        return """
                {"client": {%s"async_concurrency": 32},
                 "providers": {"anthropic": {"keys": [{"value": "k"}], "network_config": {"base_url": "%s"}}}}
                """
                .formatted(client, upstream.uri());
    }

    private static void report(String what, long repeated, long start) {
        System.out.printf(
                "%s: %d jobs acknowledged, none lost, %d run twice, %d s%n",
                what, JOBS, repeated, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }
}
