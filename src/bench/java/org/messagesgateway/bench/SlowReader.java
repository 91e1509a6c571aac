package org.messagesgateway.bench;

import java.io.IOException;
import java.net.Socket;
import java.util.LinkedHashMap;

/** One client reads a stream of 50 MB at a byte a second, beside a hundred that read as they should. */
final class SlowReader {

    private static final int SECONDS = 8;

    /** What a stream that nobody reads may hold: what is queued for it, and what is on its way. */
    private static final double MOST_MEGABYTES = 8;

    private SlowReader() {}

    static void measure(World world, Report report) throws IOException {
        var gateway = world.startGateway("", "-Xmx256m");
        var way = World.gateway(gateway);
        var streams = new Streams(100);
        var body = Scenarios.stream(Upstream.STREAM);
        streams.run(way, body, SECONDS);
        var alone = streams.run(way, body, SECONDS);
        double before = gateway.heapMegabytes();
        Sample beside;
        double grown;
        try (var slow = new Socket("127.0.0.1", way.port())) {
            slow.setReceiveBufferSize(16 * 1024);
            slow.getOutputStream().write(way.request(Scenarios.stream(Upstream.FLOOD)));
            var reader = new Thread(() -> read(slow), "slow reader");
            reader.setDaemon(true);
            reader.start();
            beside = streams.run(way, body, SECONDS);
            grown = gateway.heapMegabytes() - before;
        }
        world.stop(gateway);
        var values = new LinkedHashMap<String, Object>();
        values.put("heap_grown_mb", grown);
        values.put("lag_p50_ms_alone", alone.p50());
        values.put("lag_p50_ms_beside", beside.p50());
        values.put("lag_p99_ms_alone", alone.p99());
        values.put("lag_p99_ms_beside", beside.p99());
        report.add(
                "slow-reader",
                "one client at 1 byte/s beside 100",
                "%.0f MB more heap; the others' lag p50 %.2f, before %.2f ms; p99 %.2f, before %.2f ms"
                        .formatted(grown, beside.p50(), alone.p50(), beside.p99(), alone.p99()),
                "bounded; unmoved",
                grown < MOST_MEGABYTES && beside.p50() < 1.5 * alone.p50() + 0.1,
                values);
    }

    private static void read(Socket slow) {
        try {
            for (int next = slow.getInputStream().read(); next >= 0; next = slow.getInputStream().read()) {
                Pause.millis(1000);
            }
        } catch (IOException e) {
            // The measurement is over.
        }
    }
}
