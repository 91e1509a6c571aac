package org.messagesgateway.servers;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/** A server process that serves the WAR on a free port of 127.0.0.1, with all its files in {@code target/servers}. */
final class RunningServer {

    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Path WAR = Path.of(System.getProperty("gateway.war", "target/anthropic.war"));

    private final Server server;
    private final Path instance;
    private final int port;
    private final ServerProcess process;

    private RunningServer(Server server, Path instance, int port, ServerProcess process) {
        this.server = server;
        this.instance = instance;
        this.port = port;
        this.process = process;
    }

    static RunningServer start(Server server, URI upstream) throws Exception {
        return start(server, server.id(), config(upstream, ""), Map.of());
    }

    /** One more, with its background jobs in a database of the server's. */
    static RunningServer start(Server server, URI upstream, Path driver, String url) throws Exception {
        var store = ", \"job_store\": {\"jndi\": \"java:comp/env/jdbc/gateway\"}";
        var options = "-Dgateway.jobs.driver=org.h2.Driver -Dgateway.jobs.url=" + url;
        return start(
                server,
                server.id() + "-jndi",
                config(upstream, store),
                Map.of("JDBC_DRIVER", driver.toString(), "JAVA_OPTS", options));
    }

    private static RunningServer start(Server server, String name, String json, Map<String, String> extra)
            throws Exception {
        var instance = Path.of("target/servers", name).toAbsolutePath();
        delete(instance);
        Files.createDirectories(instance);
        var config = Files.writeString(instance.resolveSibling(name + ".json"), json);
        int port = freePort();
        var process = ServerProcess.start(server, instance, port, WAR.toAbsolutePath(), config, extra);
        var running = new RunningServer(server, instance, port, process);
        if (!Deadline.isMet(Duration.ofSeconds(90), () -> running.isLive() || !process.isAlive())
                || !process.isAlive()) {
            process.stop();
            throw new AssertionError(name + " did not come to life; see " + process.log());
        }
        return running;
    }

    Server server() {
        return server;
    }

    ServerProcess process() {
        return process;
    }

    /** Below the context path: {@code /v1/messages}. */
    URI uri(String path) {
        return rootUri("/anthropic" + path);
    }

    URI rootUri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** {@code headers} are names and values in turn. */
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(rootUri(path))
                .method(method, publisher)
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(60));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    boolean isLive() throws InterruptedException {
        return answers("/anthropic/health/live");
    }

    boolean answers(String path) throws InterruptedException {
        try {
            return send("GET", path, "").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Puts the WAR where the server looks for it, in one move. */
    void deploy(String name) throws IOException {
        var copy = Files.copy(WAR, instance.resolve(name + ".copy"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, instance.resolve(server.drops()).resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    void undeploy(String name) throws IOException {
        Files.delete(instance.resolve(server.drops()).resolve(name));
    }

    void stop() throws Exception {
        process.stop();
    }

    private static String config(URI upstream, String client) {
        return """
                {"client": {"heartbeat_in_seconds": 1%s},
                 "providers": {"anthropic": {
                   "keys": [{"name": "k", "value": "test-key", "models": ["*"], "weight": 1}],
                   "network_config": {"base_url": "%s"}}}}
                """
                .formatted(client, upstream);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
