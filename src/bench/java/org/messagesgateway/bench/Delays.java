package org.messagesgateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What the gateway adds to an upstream's own delay, at a load that leaves the machine time to breathe. */
record Delays(String name, String title, Upstream upstream, byte[] body, Load load, double reach50, double reach99) {

    private static final int WARM_UP_SECONDS = 10;

    static List<Delays> all() {
        return List.of(
                new Delays(
                        "added-latency",
                        "added latency at 500 requests/s",
                        Upstream.SMALL,
                        Scenarios.small(Upstream.SMALL),
                        new Rate(500, Rate.Until.END),
                        0.4,
                        2),
                new Delays(
                        "added-first-event",
                        "added time to first event",
                        Upstream.SHORT_STREAM,
                        Scenarios.stream(Upstream.SHORT_STREAM),
                        new Rate(50, Rate.Until.FIRST_BYTE),
                        0.6,
                        3));
    }

    void measure(World world, Server gateway, Effort effort, Report report) throws IOException, InterruptedException {
        var direct = new ArrayList<Sample>();
        var proxied = new ArrayList<Sample>();
        var ours = new ArrayList<Sample>();
        load.run(World.gateway(gateway), body, WARM_UP_SECONDS);
        for (int round = 0; round < effort.rounds(); round++) {
            direct.add(load.run(world.direct(upstream), body, effort.seconds()));
            proxied.add(load.run(world.nginx(upstream), body, effort.seconds()));
            ours.add(load.run(World.gateway(gateway), body, effort.seconds()));
        }
        var base = Ratio.median(direct);
        var nginx = Ratio.median(proxied);
        var measured = Ratio.median(ours);
        double added50 = measured.p50() - base.p50();
        double added99 = measured.p99() - base.p99();
        var values = new LinkedHashMap<String, Object>();
        values.put("added_p50_ms", added50);
        values.put("added_p99_ms", added99);
        values.put("nginx_added_p50_ms", nginx.p50() - base.p50());
        values.put("nginx_added_p99_ms", nginx.p99() - base.p99());
        values.put("direct_p50_ms", base.p50());
        values.put("direct_p99_ms", base.p99());
        report.add(
                name,
                title,
                "p50 %.2f ms, p99 %.2f ms (nginx %.2f, %.2f; direct %.2f, %.2f)"
                        .formatted(
                                added50, added99, nginx.p50() - base.p50(), nginx.p99() - base.p99(), base.p50(),
                                base.p99()),
                "<= " + reach50 + ", " + reach99 + " ms",
                added50 <= reach50 && added99 <= reach99,
                values);
    }
}
