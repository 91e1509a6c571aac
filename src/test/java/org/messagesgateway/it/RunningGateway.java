package org.messagesgateway.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The gateway under test: the built WAR, started as its users start it, on a free port of 127.0.0.1. */
final class RunningGateway implements AutoCloseable {

    static final Path WAR =
            Path.of(System.getProperty("gateway.war", "target/anthropic.war")).toAbsolutePath();

    private static final Pattern READY = Pattern.compile("ready in .*:(\\d+)/anthropic/v1/messages$");

    private final Process process;
    private final Path log;
    private final URI root;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningGateway(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.root = URI.create("http://127.0.0.1:" + port);
    }

    /** @param config what its configuration file says */
    static RunningGateway start(String config, String... jvmOptions) {
        return start(Map.of(), config, jvmOptions);
    }

    /** @param environment all of its variables */
    static RunningGateway start(Map<String, String> environment, String config, String... jvmOptions) {
        try {
            var file = Files.writeString(Files.createTempFile("gateway", ".json"), config);
            file.toFile().deleteOnExit();
            var log = Files.createTempFile("gateway", ".log");
            log.toFile().deleteOnExit();
            var process = GatewayProcess.start(
                    log, environment, jvmOptions, "--host", "127.0.0.1", "--port", "0", "--config", file);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new RunningGateway(process, log, port(process, log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(Process process, Path log) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var ready = READY.matcher(line);
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
        }
        throw new AssertionError("the gateway did not start: " + Files.readString(log));
    }

    /** {@code path} from the server's root: {@code /anthropic/v1/messages}. */
    URI uri(String path) {
        return URI.create(root + path);
    }

    URI messages() {
        return uri("/anthropic/v1/messages");
    }

    /** Sends a Messages request; {@code headers} are names and values in turn. */
    HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        return send("POST", "/anthropic/v1/messages", body, headers);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        var publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        var request =
                HttpRequest.newBuilder(uri(path)).method(method, publisher).timeout(Duration.ofSeconds(60));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** What it has written to standard error so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        stop();
    }

    /** Asks it to end, and waits until it has. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the gateway did not stop");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
