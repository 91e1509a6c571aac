package org.messagesgateway.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that listens on a port of the loopback address, and what Linux says about it and its children. */
final class Server implements AutoCloseable {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
    private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
    private static final long MICROS_PER_TICK = 10_000;

    final int port;
    private final Process process;

    private Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it takes connections; its output goes to {@code log}. */
    static Server start(ProcessBuilder command, int port, Path log) throws IOException {
        var process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        var server = new Server(process, port);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!server.listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("did not start: " + command.command() + "\n" + Files.readString(log));
            }
            Pause.millis(20);
        }
        return server;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (var probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** User and system time since its start, in µs. */
    long cpuMicros() {
        return processes().mapToLong(Server::cpuMicros).sum();
    }

    /** What of it went to a JVM's compilers. */
    long compilerMicros() {
        return processes().mapToLong(Server::compilerMicros).sum();
    }

    private static long compilerMicros(long pid) {
        long micros = 0;
        try (var threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (var thread : (Iterable<Path>) threads::iterator) {
                if (Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*")) {
                    micros += cpuMicros(Files.readString(thread.resolve("stat")));
                }
            }
        } catch (IOException e) {
            // A thread that has just ended was none that compiles.
            return micros;
        }
        return micros;
    }

    private static long cpuMicros(long pid) {
        return cpuMicros(read(pid, "stat"));
    }

    private static long cpuMicros(String stat) {
        // The second field, a name in parentheses, may have spaces.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
    }

    double residentMegabytes() {
        return processes().mapToLong(pid -> number(RESIDENT, read(pid, "status"))).sum() / 1024.0;
    }

    /** What is alive in a JVM's heap: it is collected for the count. */
    double heapMegabytes() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(pid()), "GC.class_histogram").start();
        var histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return number(LIVE, histogram) / 1024.0 / 1024.0;
    }

    int threads() {
        return (int) processes().mapToLong(pid -> number(THREADS, read(pid, "status"))).sum();
    }

    long pid() {
        return process.pid();
    }

    private Stream<Long> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).map(ProcessHandle::pid);
    }

    private static long number(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        return match.find() ? Long.parseLong(match.group(1)) : 0;
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new IllegalStateException("process " + pid + " has ended", e);
        }
    }

    @Override
    public void close() {
        // A server started by a script is the script's child.
        List.copyOf(process.descendants().toList()).forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
