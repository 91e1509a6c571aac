package org.messagesgateway.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What every check said on every server, as a Markdown table. */
final class ResultTable {

    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    void put(Server server, String check, String result) {
        rows.computeIfAbsent(check, c -> new ConcurrentHashMap<>()).put(server.id(), result);
    }

    void write(Path file) throws IOException {
        var table = toString();
        System.out.println(table);
        Files.writeString(file, table);
    }

    @Override
    public String toString() {
        var servers = Server.chosen();
        var table = new StringBuilder("| check |");
        servers.forEach(server -> table.append(' ').append(server.id()).append(" |"));
        table.append("\n|---|").append("---|".repeat(servers.size())).append('\n');
        rows.forEach((check, results) -> {
            table.append("| ").append(check).append(" |");
            servers.forEach(server -> table.append(' ')
                    .append(results.getOrDefault(server.id(), "not run"))
                    .append(" |"));
            table.append('\n');
        });
        return table.toString();
    }
}
