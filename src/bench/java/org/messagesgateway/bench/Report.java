package org.messagesgateway.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured: a table as it goes, and one JSON document. Confined to one run; not thread-safe. */
final class Report {

    private record Line(String name, String title, String measure, String reach, boolean reached) {}

    private final Map<String, Map<String, Object>> numbers = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    void ratio(Ratio.Result result) {
        ratio(result, "");
    }

    /** @param on the server, if it is not the executable form */
    void ratio(Ratio.Result result, String on) {
        var scenario = result.scenario();
        var values = new LinkedHashMap<String, Object>();
        values.put("ratio", result.ratio());
        values.put("gateway_cpu_us", result.gateway().cpuMicros());
        values.put("nginx_cpu_us", result.nginx().cpuMicros());
        values.put("gateway_per_second", result.gateway().perSecond());
        values.put("nginx_per_second", result.nginx().perSecond());
        values.put("gateway_p50_ms", result.gateway().p50());
        values.put("nginx_p50_ms", result.nginx().p50());
        values.put("gateway_p99_ms", result.gateway().p99());
        values.put("nginx_p99_ms", result.nginx().p99());
        add(
                scenario.name() + on,
                scenario.title() + on,
                "%.2f x nginx: %.1f / %.1f us CPU; %.0f / %.0f per s; p50 %.2f / %.2f ms; p99 %.2f / %.2f ms"
                        .formatted(
                                result.ratio(),
                                result.gateway().cpuMicros(),
                                result.nginx().cpuMicros(),
                                result.gateway().perSecond(),
                                result.nginx().perSecond(),
                                result.gateway().p50(),
                                result.nginx().p50(),
                                result.gateway().p99(),
                                result.nginx().p99()),
                "<= " + scenario.reach(),
                result.ratio() <= scenario.reach(),
                values);
    }

    void add(
            String name, String title, String measure, String reach, boolean reached, Map<String, Object> values) {
        var line = new Line(name, title, measure, reach, reached);
        lines.add(line);
        numbers.put(name, values);
        print(line);
    }

    private static void print(Line line) {
        System.out.printf(
                "%-9s %-38s %s  [reach: %s]%n", line.reached ? "reached" : "NOT YET", line.title, line.measure, line.reach);
    }

    void write(Path file) throws IOException {
        var document = new LinkedHashMap<String, Object>();
        document.put("machine", machine());
        document.put("measured", numbers);
        Files.writeString(file, json(document) + "\n");
        System.out.println("written to " + file);
    }

    private static Map<String, Object> machine() throws IOException {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("time", java.time.Instant.now().toString());
        machine.put("cpu", first(Files.readAllLines(Path.of("/proc/cpuinfo")), "model name"));
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("memory", first(Files.readAllLines(Path.of("/proc/meminfo")), "MemTotal"));
        machine.put("load", Files.readString(Path.of("/proc/loadavg")).strip());
        machine.put("kernel", System.getProperty("os.version"));
        machine.put("java", System.getProperty("java.vm.version"));
        machine.put("nginx", output("nginx", "-v"));
        machine.put("wrk", output("wrk", "-v"));
        return machine;
    }

    private static String first(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String output(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return String.valueOf(reader.readLine());
        }
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> "\"" + entry.getKey() + "\": " + json(entry.getValue()))
                    .collect(Collectors.joining(",\n", "{", "}"));
        }
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.3f", number);
        }
        return value instanceof String ? "\"" + value.toString().replace("\"", "'") + "\"" : String.valueOf(value);
    }
}
