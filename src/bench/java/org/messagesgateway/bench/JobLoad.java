package org.messagesgateway.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Background jobs: what a submit and a poll cost, and what many jobs hold. */
final class JobLoad {

    private static final Effort EFFORT = new Effort(16, 3, 3);

    private static final int MANY_RESULTS = 100_000;

    /** Jobs are submitted faster than they run, and are not to be refused. */
    private static final String LONG_QUEUE = "\"async_queue_limit\": 10000000";

    private final Path folder;
    private final World world;
    private final Report report;
    private final HttpClient http = HttpClient.newHttpClient();

    JobLoad(Path folder, World world, Report report) {
        this.folder = folder;
        this.world = world;
        this.report = report;
    }

    /** Jobs that wait in the store for an upstream that does not answer: a submit's own cost, without its job's. */
    void submits() throws IOException, InterruptedException {
        var gateway = world.startGateway(LONG_QUEUE);
        var way = World.gateway(gateway);
        var plain = new Wrk(folder, "");
        var submit = new Wrk(folder, "wrk.headers[\"x-bf-async\"] = \"true\"");
        Effort.WHOLE.warmUp(plain, way, Scenarios.small(Upstream.SMALL));
        EFFORT.warmUp(submit, way, Scenarios.small(Upstream.TEN_MINUTES));
        var plains = new ArrayList<Sample>();
        var submits = new ArrayList<Sample>();
        for (int i = 0; i < EFFORT.rounds(); i++) {
            plains.add(plain.run(way, Scenarios.small(Upstream.SMALL), EFFORT.seconds()));
            submits.add(submit.run(way, Scenarios.small(Upstream.TEN_MINUTES), EFFORT.seconds()));
        }
        world.stop(gateway);
        compare("job-submit", "a submit beside a pass-through", Ratio.median(plains), Ratio.median(submits), 2);
    }

    /** Of one finished job, which the first poll brings into memory. */
    void polls() throws IOException, InterruptedException {
        var gateway = world.startGateway("");
        var way = World.gateway(gateway);
        var id = submitOne(way, Upstream.SMALL);
        while (!status(way, id).equals("completed")) {
            Pause.millis(50);
        }
        var plain = new Wrk(folder, "");
        var poll = new Wrk(folder, "wrk.headers[\"x-bf-async-id\"] = \"" + id + "\"");
        Effort.WHOLE.warmUp(plain, way, Scenarios.small(Upstream.SMALL));
        EFFORT.warmUp(poll, way, Scenarios.small(Upstream.SMALL));
        var plains = new ArrayList<Sample>();
        var polls = new ArrayList<Sample>();
        for (int i = 0; i < EFFORT.rounds(); i++) {
            plains.add(plain.run(way, Scenarios.small(Upstream.SMALL), EFFORT.seconds()));
            polls.add(poll.run(way, Scenarios.small(Upstream.SMALL), EFFORT.seconds()));
        }
        world.stop(gateway);
        compare("job-poll", "a poll beside a pass-through", Ratio.median(plains), Ratio.median(polls), 1);
    }

    private void compare(String name, String title, Sample plain, Sample job, double reach) {
        double ratio = job.cpuMicros() / plain.cpuMicros();
        var values = new LinkedHashMap<String, Object>();
        values.put("ratio", ratio);
        values.put("cpu_us", job.cpuMicros());
        values.put("plain_cpu_us", plain.cpuMicros());
        values.put("per_second", job.perSecond());
        values.put("plain_per_second", plain.perSecond());
        report.add(
                name,
                title,
                "%.2f x: %.1f / %.1f us CPU; %.0f / %.0f per s"
                        .formatted(ratio, job.cpuMicros(), plain.cpuMicros(), job.perSecond(), plain.perSecond()),
                "<= " + reach,
                ratio <= reach,
                values);
    }

    /** 100,000 results of 4 KB. */
    void results() throws IOException, InterruptedException {
        var gateway = world.startGateway(LONG_QUEUE);
        var way = World.gateway(gateway);
        var submit = new Wrk(folder, "wrk.headers[\"x-bf-async\"] = \"true\"");
        double submitted = 0;
        while (submitted < MANY_RESULTS) {
            submitted += submit.run(way, Scenarios.small(Upstream.MEDIUM), 5).perSecond() * 5;
        }
        var last = submitOne(way, Upstream.MEDIUM);
        while (!status(way, last).equals("completed")) {
            Pause.millis(250);
        }
        double heap = gateway.heapMegabytes();
        double resident = gateway.residentMegabytes();
        world.stop(gateway);
        var values = new LinkedHashMap<String, Object>();
        values.put("results", submitted);
        values.put("heap_mb", heap);
        values.put("resident_mb", resident);
        report.add(
                "job-results",
                "100,000 stored results of 4 KB",
                "%.0f results; heap %.0f MB; %.0f MB resident".formatted(submitted, heap, resident),
                "<= 256 MB heap",
                heap <= 256,
                values);
    }

    /** A thousand jobs at once on an upstream that takes five seconds, beside ten. */
    void threads() throws IOException, InterruptedException {
        var gateway = world.startGateway("\"async_concurrency\": 1000");
        var way = World.gateway(gateway);
        // A JVM adds threads of its own under its first load.
        threadsWhileRunning(way, gateway, 1000);
        int few = threadsWhileRunning(way, gateway, 10);
        int many = threadsWhileRunning(way, gateway, 1000);
        world.stop(gateway);
        var values = new LinkedHashMap<String, Object>();
        values.put("threads_10", few);
        values.put("threads_1000", many);
        report.add(
                "job-threads",
                "1,000 jobs on an upstream of 5 s",
                "%d threads; with 10 jobs %d".formatted(many, few),
                "no more than 10 jobs",
                many <= few,
                values);
    }

    private int threadsWhileRunning(Way way, Server gateway, int jobs) throws IOException, InterruptedException {
        var last = submitMany(way, jobs);
        int most = 0;
        while (!status(way, last).equals("completed")) {
            most = Math.max(most, gateway.threads());
            Pause.millis(100);
        }
        return most;
    }

    private String submitMany(Way way, int jobs) throws IOException, InterruptedException {
        var last = "";
        for (int i = 0; i < jobs; i++) {
            last = submitOne(way, Upstream.FIVE_SECONDS);
        }
        return last;
    }

    private String submitOne(Way way, Upstream upstream) throws IOException, InterruptedException {
        return post(way, "x-bf-async", "true", Scenarios.small(upstream))
                .headers()
                .firstValue("x-bf-async-id")
                .orElseThrow();
    }

    private String status(Way way, String id) throws IOException, InterruptedException {
        return post(way, "x-bf-async-id", id, new byte[0])
                .headers()
                .firstValue("x-bf-async-status")
                .orElse("none");
    }

    private HttpResponse<String> post(Way way, String name, String value, byte[] body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + way.port() + way.path()))
                        .header("content-type", "application/json")
                        .header(name, value)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
