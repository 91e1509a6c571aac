package org.messagesgateway.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The process of a {@code run.sh} and the processes that it started. */
final class ServerProcess {

    private final Process shell;
    private final Path log;

    private ServerProcess(Process shell, Path log) {
        this.shell = shell;
        this.log = log;
    }

    /** @param extra further variables for {@code run.sh} */
    static ServerProcess start(Server server, Path instance, int port, Path war, Path config, Map<String, String> extra)
            throws IOException, InterruptedException {
        var script = Path.of("deploy", server.folder(), "run.sh").toAbsolutePath();
        var log = instance.resolveSibling(instance.getFileName() + ".log");
        var builder =
                new ProcessBuilder(script.toString()).redirectErrorStream(true).redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.endsWith("_API_KEY") || name.startsWith("GATEWAY_"));
        environment.put("SERVER_HOME", Distribution.of(server).home().toString());
        environment.put("INSTANCE", instance.toString());
        environment.put("WAR", war.toString());
        environment.put("JAVA_HOME", javaHome(server).toString());
        // Soft references would hold an application that was undeployed until its memory is needed.
        environment.put("JAVA_OPTS", "-Xmx512m -XX:SoftRefLRUPolicyMSPerMB=0 -Dgateway.config=" + config);
        environment.put(
                "GATEWAY_HOME",
                instance.resolveSibling(instance.getFileName() + "-home").toString());
        environment.put("GATEWAY_PORT", Integer.toString(port));
        environment.put("GATEWAY_ADMIN_PORT", Integer.toString(RunningServer.freePort()));
        environment.put("GATEWAY_HTTPS_PORT", Integer.toString(RunningServer.freePort()));
        environment.putAll(server.environment());
        extra.forEach((name, value) -> environment.merge(name, value, (one, more) -> one + " " + more));
        var process = new ServerProcess(builder.start(), log);
        Runtime.getRuntime().addShutdownHook(new Thread(process::kill));
        return process;
    }

    Path log() {
        return log;
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Asks the server to stop, and ends what has not stopped after 30 seconds. */
    void stop() throws Exception {
        var all = all().toList();
        all.forEach(ProcessHandle::destroy);
        Deadline.isMet(Duration.ofSeconds(30), () -> all.stream().noneMatch(ProcessHandle::isAlive));
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Sockets of the server's JVM that other hosts can reach; none where there is no {@code /proc}. */
    List<String> openToOthers() throws IOException {
        return ListeningSockets.openToOthers(jvm().pid());
    }

    /** What {@code jcmd PID COMMAND} prints of the server's JVM. */
    String jcmd(String command) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(jvm().pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The innermost Java process: scripts and launchers stand before it. */
    private ProcessHandle jvm() {
        return all().filter(ServerProcess::isJava)
                .filter(process -> process.children().noneMatch(ServerProcess::isJava))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("java");
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(shell.descendants(), Stream.of(shell.toHandle()));
    }

    private void kill() {
        all().toList().forEach(ProcessHandle::destroyForcibly);
    }

    private static Path javaHome(Server server) {
        return server.needsNewerJdk() ? NewerJdk.home().orElseThrow() : Path.of(System.getProperty("java.home"));
    }
}
