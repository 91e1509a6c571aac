package org.messagesgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The whole benchmark, the scenarios named in the arguments, or with {@code --short} the guard against regressions. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var names = new ArrayList<>(List.of(arguments));
        var folder = Files.createTempDirectory("gateway-bench").toAbsolutePath();
        var war = Path.of(System.getenv().getOrDefault("BENCH_WAR", "target/anthropic.war")).toAbsolutePath();
        boolean good;
        try (var world = new World(folder, war)) {
            good = names.remove("--short") ? Guard.run(world, folder) : whole(world, folder, names);
        }
        delete(folder);
        System.exit(good ? 0 : 1);
    }

    /** Logs and jobs are gigabytes; they stay for a look only where the benchmark itself has failed. */
    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean whole(World world, Path folder, List<String> names)
            throws IOException, InterruptedException {
        var report = new Report();
        besideNginx(world, folder, names, report);
        if (wanted(names, "crowd")) {
            Crowd.measure(world, Integer.getInteger("open.files"), report);
        }
        if (wanted(names, "slow-reader")) {
            SlowReader.measure(world, report);
        }
        if (wanted(names, "start")) {
            Start.measure(world, report);
        }
        jobs(new JobLoad(folder, world, report), names);
        for (var server : List.of("jetty", "wildfly")) {
            if (wanted(names, server)) {
                elsewhere(world, folder, server, report);
            }
        }
        report.write(Files.createDirectories(Path.of("target", "bench")).resolve("results.json"));
        return true;
    }

    private static void besideNginx(World world, Path folder, List<String> names, Report report)
            throws IOException, InterruptedException {
        var ratios = Scenarios.all(folder).stream()
                .filter(scenario -> wanted(names, scenario.name()))
                .toList();
        var delays = Delays.all().stream()
                .filter(scenario -> wanted(names, scenario.name()))
                .toList();
        if (ratios.isEmpty() && delays.isEmpty()) {
            return;
        }
        var gateway = world.startGateway("");
        for (var scenario : ratios) {
            report.ratio(scenario.measure(world, gateway, Effort.WHOLE));
        }
        for (var scenario : delays) {
            scenario.measure(world, gateway, Effort.WHOLE, report);
        }
        world.stop(gateway);
    }

    /** The same WAR, so that it is not tuned to one server alone. */
    private static void elsewhere(World world, Path folder, String server, Report report)
            throws IOException, InterruptedException {
        var gateway = world.startOther(server, Path.of(System.getProperty(server + ".home")));
        for (var name : List.of("forward-1k", "chat-sse")) {
            report.ratio(Scenarios.named(folder, name).measure(world, gateway, Effort.WHOLE), " on " + server);
        }
        world.stop(gateway);
    }

    private static void jobs(JobLoad jobs, List<String> names) throws IOException, InterruptedException {
        if (wanted(names, "job-submit")) {
            jobs.submits();
        }
        if (wanted(names, "job-poll")) {
            jobs.polls();
        }
        if (wanted(names, "job-threads")) {
            jobs.threads();
        }
        if (wanted(names, "job-results")) {
            jobs.results();
        }
    }

    private static boolean wanted(List<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }
}
