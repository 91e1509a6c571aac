package org.messagesgateway.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A gateway that can be killed: the built WAR in a process and a folder of its own, on a free port of 127.0.0.1. */
public final class GatewayNode implements AutoCloseable {

    private static final Path WAR =
            Path.of(System.getProperty("gateway.war", "target/anthropic.war")).toAbsolutePath();

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private static final Pattern READY = Pattern.compile("ready in .*:(\\d+)/anthropic/v1/messages$");

    private static final Pattern VIRTUAL_MACHINES = Pattern.compile("^(C1|C2|G1|GC)\\b");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path home;
    private final String config;
    private final List<String> options;
    private Process process;
    private URI root;

    private GatewayNode(Path home, String config, List<String> options) {
        this.home = home;
        this.config = config;
        this.options = options;
    }

    /**
     * @param home its folder, with its store
     * @param options of the launcher
     */
    public static GatewayNode start(Path home, String config, String... options) throws IOException {
        var node = new GatewayNode(home, config, List.of(options));
        node.restart();
        return node;
    }

    /** Starts it, once more, on another port. */
    public void restart() throws IOException {
        var file = Files.writeString(Files.createDirectories(home).resolve("gateway.json"), config);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                WAR.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                "0"));
        command.addAll(List.of("--config", file.toString()));
        command.addAll(options);
        var log = home.resolve("log");
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().put("GATEWAY_HOME", home.toString());
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        root = URI.create("http://127.0.0.1:" + port(log));
    }

    private int port(Path log) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var ready = READY.matcher(line);
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
        }
        throw new AssertionError("the gateway did not start: " + Files.readString(log));
    }

    public URI uri(String path) {
        return URI.create(root + path);
    }

    /** {@code headers} are names and values in turn. */
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request =
                HttpRequest.newBuilder(uri(path)).method(method, publisher).timeout(Duration.ofSeconds(90));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        return send("POST", "/anthropic/v1/messages", body, headers);
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    public String log() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    /** Those that its process has, but for the compiler's and the collector's; only on Linux. */
    public int threads() throws IOException {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return (int)
                    tasks.filter(task -> !VIRTUAL_MACHINES.matcher(name(task)).find())
                            .count();
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm"));
        } catch (IOException e) {
            // It has ended since.
            return "GC";
        }
    }

    /** As on a disk without room: none of its files grows beyond this many bytes. Only where {@link #canLimitFiles}. */
    public void limitFiles(long bytes) throws IOException, InterruptedException {
        limitFiles(Long.toString(bytes));
    }

    public void endFileLimit() throws IOException, InterruptedException {
        limitFiles("unlimited");
    }

    private void limitFiles(String most) throws IOException, InterruptedException {
        var command = List.of(PRLIMIT.toString(), "--pid", Long.toString(process.pid()), "--fsize=" + most + ":");
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("prlimit failed");
        }
    }

    public static boolean canLimitFiles() {
        return Files.isExecutable(PRLIMIT);
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** In good order. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the gateway did not stop");
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
