package org.messagesgateway.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.messagesgateway.testing.Postgres;

/** The PostgreSQL that whoever runs the tests has named, or else one started for them by {@code .ci/postgres}. */
final class OwnPostgres implements AutoCloseable {

    private final Optional<String> url;
    private final boolean started;

    OwnPostgres() throws IOException, InterruptedException {
        started = Postgres.url().isEmpty();
        url = started ? run("start") : Postgres.url();
    }

    /** Empty, if there is none, and none can be started. */
    Optional<String> url() {
        return url;
    }

    private static Optional<String> run(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(".ci/postgres", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? Optional.of(out) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try {
            if (started && url.isPresent()) {
                run("stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
