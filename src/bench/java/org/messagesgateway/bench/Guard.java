package org.messagesgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Guards what was reached: no ratio may be far above the one on record. */
final class Guard {

    private static final Path RECORD = Path.of("src", "bench", "recorded.properties");

    /** What a noisy machine does to a ratio stays well below it. */
    private static final double TOLERANCE = 1.5;

    private Guard() {}

    static boolean run(World world, Path folder) throws IOException, InterruptedException {
        var record = new Properties();
        try (var in = Files.newInputStream(RECORD)) {
            record.load(in);
        }
        var report = new Report();
        var gateway = world.startGateway("");
        var good = true;
        for (var name : record.stringPropertyNames().stream().sorted().toList()) {
            var result = Scenarios.named(folder, name).measure(world, gateway, Effort.SHORT);
            report.ratio(result);
            double limit = TOLERANCE * Double.parseDouble(record.getProperty(name));
            if (result.ratio() > limit) {
                System.out.printf("FAILED: %s is at %.2f x nginx; at most %.2f, 1.5 x what is on record%n", name,
                        result.ratio(), limit);
                good = false;
            }
        }
        return good;
    }
}
