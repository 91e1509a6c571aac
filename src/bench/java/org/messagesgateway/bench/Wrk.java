package org.messagesgateway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whole answers, by wrk: 32 connections, each sends its next request when the last is answered. */
final class Wrk implements Load {

    private static final int CONNECTIONS = 32;

    private final Path folder;
    private final String headers;

    /** @param headers further ones, each as a line of wrk's Lua */
    Wrk(Path folder, String headers) {
        this.folder = folder;
        this.headers = headers;
    }

    @Override
    public Sample run(Way way, byte[] body, int seconds) throws IOException, InterruptedException {
        var bodyFile = Files.write(folder.resolve("body"), body);
        var script = Files.writeString(folder.resolve("load.lua"), """
                wrk.method = "POST"
                wrk.body = io.open("%s"):read("*a")
                wrk.headers["content-type"] = "application/json"
                %s
                done = function(summary, latency)
                    local e = summary.errors
                    print(string.format("RESULT %%d %%d %%d %%d %%d", summary.requests, summary.duration,
                        latency:percentile(50), latency:percentile(99),
                        e.connect + e.read + e.write + e.status + e.timeout))
                end
                """.formatted(bodyFile, headers));
        long before = way.server().cpuMicros();
        var process = new ProcessBuilder(
                        "wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s", "--timeout", "30s", "-s",
                        script.toString(), "http://127.0.0.1:" + way.port() + way.path())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        long cpu = way.server().cpuMicros() - before;
        return sample(output, cpu);
    }

    private static Sample sample(String output, long cpuMicros) throws IOException {
        int start = output.indexOf("RESULT ");
        if (start < 0) {
            throw new IOException("wrk: " + output);
        }
        var numbers = output.substring(start + 7).strip().split("\\s+");
        double requests = Double.parseDouble(numbers[0]);
        if (!numbers[4].equals("0") || requests == 0) {
            throw new IOException("not every request was answered: " + output);
        }
        return new Sample(
                cpuMicros / requests,
                requests / (Double.parseDouble(numbers[1]) / 1e6),
                Double.parseDouble(numbers[2]) / 1000,
                Double.parseDouble(numbers[3]) / 1000);
    }
}
