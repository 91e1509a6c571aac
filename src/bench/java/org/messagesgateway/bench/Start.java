package org.messagesgateway.bench;

import java.io.IOException;
import java.util.LinkedHashMap;

/** From nothing to the first answer, and the memory of a gateway that has nothing to do. */
final class Start {

    private static final int STARTS = 5;
    private static final int IDLE_MILLIS = 3000;
    private static final double MOST_SECONDS = 2.5;
    private static final double MOST_MEGABYTES = 180;

    private Start() {}

    static void measure(World world, Report report) throws IOException {
        var seconds = new double[STARTS];
        var megabytes = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            var gateway = world.startGateway("");
            seconds[i] = (System.nanoTime() - start) / 1e9;
            Pause.millis(IDLE_MILLIS);
            megabytes[i] = gateway.residentMegabytes();
            world.stop(gateway);
        }
        double time = Ratio.median(seconds);
        double memory = Ratio.median(megabytes);
        var values = new LinkedHashMap<String, Object>();
        values.put("first_answer_s", time);
        values.put("idle_mb", memory);
        report.add(
                "start",
                "start to first answer; idle memory",
                "%.2f s; %.0f MB".formatted(time, memory),
                "<= %.1f s; <= %.0f MB".formatted(MOST_SECONDS, MOST_MEGABYTES),
                time <= MOST_SECONDS && memory <= MOST_MEGABYTES,
                values);
    }
}
