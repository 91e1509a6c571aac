package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.SseClient;
import org.messagesgateway.testing.UpstreamCall.Ending;

/** The built WAR dropped into a Tomcat: at its own context path, at the root, and taken away again. */
@ExtendWith({FreePort.class, ArquillianExtension.class})
class DeployedWarIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.json(200, Sample.MESSAGE));

    private final HttpClient client = HttpClient.newHttpClient();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "anthropic", managed = false, testable = false)
    static WebArchive war() throws IOException {
        return war("anthropic.war");
    }

    @Deployment(name = "root", managed = false, testable = false)
    static WebArchive rootWar() throws IOException {
        return war("ROOT.war");
    }

    static WebArchive war(String name) throws IOException {
        var config = Files.writeString(Files.createTempFile("gateway", ".json"), Config.of(UPSTREAM.uri()));
        System.setProperty("gateway.config", config.toString());
        return ShrinkWrap.create(ZipImporter.class, name)
                .importFrom(RunningGateway.WAR.toFile())
                .as(WebArchive.class);
    }

    @AfterAll
    static void close() throws IOException {
        UPSTREAM.close();
    }

    @Test
    void servesMessagesAtTheContextPathOfItsFileName() throws Exception {
        deployer.deploy("anthropic");
        try {
            UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
            assertThat(post("/anthropic/v1/messages").body()).isEqualTo(Sample.MESSAGE);
            UPSTREAM.plays(Script.stream(Sample.stream("Hi", 3)));
            try (var stream = SseClient.post(uri("/anthropic/v1/messages"), Sample.streamed())) {
                assertThat(stream.rest()).extracting(event -> event.name()).endsWith("message_stop");
            }
        } finally {
            deployer.undeploy("anthropic");
        }
    }

    @Test
    void servesTheSamePathsAtTheRootContext() throws Exception {
        deployer.deploy("root");
        try {
            UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
            assertThat(post("/anthropic/v1/messages").statusCode()).isEqualTo(200);
            assertThat(post("/v1/messages").statusCode()).isEqualTo(200);
            assertThat(get("/anthropic/v1/models").statusCode()).isEqualTo(200);
            assertThat(get("/anthropic/health/ready").statusCode()).isEqualTo(200);
            Envelope.of(get("/no-such-page.jsp")).is(404, "not_found_error");
        } finally {
            deployer.undeploy("root");
        }
    }

    @Test
    void leavesNoThreadBehindEvenWithCallsUnderWay() throws Exception {
        var before = Thread.getAllStackTraces().keySet();
        deployer.deploy("anthropic");
        UPSTREAM.plays(call -> {
            call.startStream();
            call.send(Sample.opening("Hi"));
            Script.hang();
        });
        try (var stream = SseClient.post(uri("/anthropic/v1/messages"), Sample.streamed())) {
            assertThat(stream.next()).isPresent();
            deployer.undeploy("anthropic");
            assertThat(UPSTREAM.nextCall().ending()).isEqualTo(Ending.ABANDONED);
            assertThat(stream.rest()).extracting(event -> event.name()).endsWith("error");
        }
        var left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("gateway"))
                .collect(Collectors.toSet());
        assertThat(endingOf(left)).isEmpty();
    }

    /** Those that do not end within some seconds. */
    private static Set<Thread> endingOf(Set<Thread> threads) throws InterruptedException {
        var ended = new CountDownLatch(threads.size());
        threads.forEach(thread -> {
            var watch = new Thread(() -> {
                try {
                    thread.join();
                    ended.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            watch.setDaemon(true);
            watch.start();
        });
        return ended.await(10, TimeUnit.SECONDS)
                ? Set.of()
                : threads.stream().filter(Thread::isAlive).collect(Collectors.toSet());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + System.getProperty("arquillian.port") + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        var body = HttpRequest.BodyPublishers.ofString(Sample.request());
        return client.send(HttpRequest.newBuilder(uri(path)).POST(body).build(), BodyHandlers.ofString());
    }
}
