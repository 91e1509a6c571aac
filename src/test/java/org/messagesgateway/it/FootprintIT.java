package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much the gateway takes while it does nothing. */
class FootprintIT {

    private static final Pattern READY = Pattern.compile("ready in (\\d+) ms");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int STARTS = 3;

    @TempDir
    private Path folder;

    private record Start(int millis, int residentKilobytes) {}

    @Test
    void theFileIsUnder28Megabytes() throws IOException {
        assertThat(Files.size(RunningGateway.WAR)).isLessThan(28_000_000);
    }

    /** The best of a few starts: how busy the machine is besides is not the gateway's doing. */
    @Test
    void itIsReadyInUnder3SecondsAndTakesUnder200Megabytes() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");
        var starts = IntStream.range(0, STARTS).mapToObj(this::start).toList();
        assertThat(starts.stream().mapToInt(Start::millis).min().orElseThrow()).isLessThan(3_000);
        assertThat(starts.stream().mapToInt(Start::residentKilobytes).min().orElseThrow())
                .isLessThan(200_000);
    }

    private Start start(int number) {
        try {
            var process = GatewayProcess.start(
                    folder.resolve("log-" + number), new String[0], "--port", "0", "--host", "127.0.0.1");
            try (var out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                int millis = number(READY, out.readLine());
                return new Start(millis, number(RESIDENT, Files.readString(status(process))));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path status(Process process) {
        return Path.of("/proc", Long.toString(process.pid()), "status");
    }

    private static int number(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        assertThat(match.find()).as(text).isTrue();
        return Integer.parseInt(match.group(1));
    }
}
