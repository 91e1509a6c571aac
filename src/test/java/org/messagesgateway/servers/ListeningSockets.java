package org.messagesgateway.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a process listens on, read from Linux's {@code /proc}. */
final class ListeningSockets {

    private static final String LISTENING = "0A";
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private ListeningSockets() {}

    /** Local addresses, in the kernel's own spelling, that are not the loopback address. */
    static List<String> openToOthers(long pid) throws IOException {
        var process = Path.of("/proc", Long.toString(pid));
        if (!Files.exists(process)) {
            return List.of();
        }
        var own = socketsOf(process);
        var open = new ArrayList<String>();
        for (var table : List.of("net/tcp", "net/tcp6")) {
            for (var line : Files.readAllLines(process.resolve(table))) {
                var fields = line.strip().split("\\s+");
                if (fields[3].equals(LISTENING)
                        && own.contains("socket:[" + fields[9] + "]")
                        && !LOOPBACK.contains(fields[1].split(":")[0])) {
                    open.add(fields[1]);
                }
            }
        }
        return open;
    }

    private static Set<String> socketsOf(Path process) throws IOException {
        var sockets = new HashSet<String>();
        try (var descriptors = Files.list(process.resolve("fd"))) {
            for (var descriptor : descriptors.toList()) {
                try {
                    sockets.add(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException e) {
                    // Closed since.
                }
            }
        }
        return sockets;
    }
}
