package org.messagesgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The servers of a benchmark: two upstreams, nginx as a proxy before both, and gateways as they are wanted. */
final class World implements AutoCloseable {

    /** A directive of nginx holds no more. */
    private static final int PART = 2000;

    private final Path folder;
    private final Path war;
    private final List<Server> servers = new ArrayList<>();
    private final Server json;
    private final Server streams;
    private final Server proxy;
    private int gateways;

    World(Path folder, Path war) throws IOException {
        this.folder = folder;
        this.war = war;
        json = nginx("upstream", upstreamConfig());
        int port = Server.freePort();
        streams = keep(Server.start(
                new ProcessBuilder(
                        java(), "-Xmx1g", "-cp", System.getProperty("java.class.path"), StreamUpstream.class.getName(),
                        Integer.toString(port)),
                port,
                folder.resolve("streams.log")));
        proxy = nginx("proxy", this::proxyConfig);
    }

    /** What a test of the machine alone goes to. */
    Way direct(Upstream upstream) {
        return new Way(upstream.streams ? streams : json, upstream.path());
    }

    Way nginx(Upstream upstream) {
        return new Way(proxy, (upstream.streams ? "/streams" : "") + upstream.path());
    }

    static Way gateway(Server gateway) {
        return new Way(gateway, "/anthropic/v1/messages");
    }

    /** The executable WAR, which has answered once, with its default settings but for {@code jvmOptions}, and a store of its own. */
    Server startGateway(String client, String... jvmOptions) throws IOException {
        var home = Files.createDirectories(folder.resolve("gateway-" + ++gateways));
        int port = Server.freePort();
        var command = new ArrayList<>(List.of(java()));
        command.addAll(List.of(jvmOptions));
        command.addAll(profiling());
        command.addAll(List.of("-jar", war.toString(), "--host", "127.0.0.1", "--port", Integer.toString(port)));
        command.addAll(List.of("--config", config(home, client).toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("GATEWAY_HOME", home.toString());
        var server = keep(Server.start(builder, port, home.resolve("log")));
        awaitDeployment(gateway(server));
        return server;
    }

    /** Further options for a gateway's JVM, such as those of a profiler. */
    private static List<String> profiling() {
        var options = System.getenv().getOrDefault("BENCH_JVM_OPTIONS", "").strip();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
    }

    /** Another server with the WAR, started by {@code deploy/SERVER/run.sh}. */
    Server startOther(String name, Path home) throws IOException {
        var instance = folder.resolve(name);
        Files.createDirectories(instance);
        int port = Server.freePort();
        var builder = new ProcessBuilder("sh", Path.of("deploy", name, "run.sh").toString());
        var environment = builder.environment();
        environment.put("SERVER_HOME", home.toString());
        environment.put("INSTANCE", instance.toString());
        environment.put("WAR", war.toString());
        environment.put("JAVA_OPTS", "-Dgateway.config=" + config(instance, ""));
        environment.put("GATEWAY_HOME", instance.toString());
        environment.put("GATEWAY_PORT", Integer.toString(port));
        environment.put("GATEWAY_HTTPS_PORT", Integer.toString(Server.freePort()));
        environment.put("GATEWAY_ADMIN_PORT", Integer.toString(Server.freePort()));
        var server = keep(Server.start(builder, port, folder.resolve(name + ".log")));
        awaitDeployment(gateway(server));
        return server;
    }

    /** A server may listen before its applications do. */
    private static void awaitDeployment(Way way) throws IOException {
        var rate = new Rate(1, Rate.Until.END);
        for (int attempt = 0; ; attempt++) {
            try {
                rate.run(way, Scenarios.small(Upstream.SMALL), 1);
                return;
            } catch (IOException e) {
                if (attempt == 60) {
                    throw e;
                }
                Pause.millis(500);
            }
        }
    }

    void stop(Server server) {
        servers.remove(server);
        server.close();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Path config(Path home, String client) throws IOException {
        var providers = Arrays.stream(Upstream.values())
                .map(upstream -> "\"%s\": {\"dialect\": \"%s\", \"network_config\": {\"base_url\": \"http://127.0.0.1:%d%s\"}}"
                        .formatted(
                                upstream.provider(),
                                upstream.dialect,
                                (upstream.streams ? streams : json).port,
                                upstream.baseUrl()))
                .collect(Collectors.joining(",\n"));
        return Files.writeString(
                home.resolve("gateway.json"),
                "{\"client\": {%s}, \"providers\": {%s}}".formatted(client, providers));
    }

    /** The text of a configuration, given its port. */
    private interface Config {
        String on(int port);
    }

    private Server nginx(String name, Config config) throws IOException {
        int port = Server.freePort();
        var file = Files.writeString(folder.resolve(name + ".conf"), config.on(port)).toAbsolutePath();
        var prefix = Files.createDirectories(folder.resolve(name)).toAbsolutePath();
        var builder = new ProcessBuilder(
                "nginx", "-e", "stderr", "-p", prefix.toString(), "-c", file.toString(), "-g", "daemon off;");
        return keep(Server.start(builder, port, folder.resolve(name + ".log")));
    }

    private static Config upstreamConfig() {
        var locations = Arrays.stream(Upstream.values())
                .filter(upstream -> !upstream.streams)
                .map(World::location)
                .collect(Collectors.joining("\n"));
        return port -> http("server { listen 127.0.0.1:" + port + " backlog=16384;\n" + locations + "}");
    }

    private static String location(Upstream upstream) {
        var text = new StringBuilder("location " + upstream.baseUrl() + "/ { default_type application/json;\n");
        var parts = new StringBuilder();
        var answer = upstream.answer();
        for (int i = 0; i * PART < answer.length(); i++) {
            var part = answer.substring(i * PART, Math.min(answer.length(), (i + 1) * PART));
            text.append("set $part").append(i).append(" '").append(part).append("';\n");
            parts.append("$part").append(i);
        }
        return text.append("return 200 '").append(parts).append("'; }").toString();
    }

    /** As little as a proxy can do: no log, no file, connections to the upstream kept. */
    private String proxyConfig(int port) {
        return http("""
                upstream json { server 127.0.0.1:%d; keepalive 512; keepalive_requests 1000000000; }
                upstream streams { server 127.0.0.1:%d; keepalive 512; keepalive_requests 1000000000; }
                server {
                    listen 127.0.0.1:%d backlog=16384;
                    proxy_http_version 1.1;
                    proxy_set_header connection "";
                    location / { proxy_pass http://json; }
                    location /streams/ { proxy_pass http://streams/; proxy_buffering off; }
                }
                """.formatted(json.port, streams.port, port));
    }

    private static String http(String content) {
        return """
                worker_processes 1;
                worker_rlimit_nofile 65536;
                pid nginx.pid;
                error_log stderr;
                events { worker_connections 32768; }
                http {
                    access_log off;
                    keepalive_requests 1000000000;
                    client_max_body_size 64m;
                    client_body_buffer_size 512k;
                %s
                }
                """.formatted(content);
    }

    private Server keep(Server server) {
        servers.add(server);
        return server;
    }

    @Override
    public void close() {
        List.copyOf(servers).forEach(Server::close);
    }
}
