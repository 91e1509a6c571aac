package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.SseClient;
import org.messagesgateway.testing.UpstreamCall.Ending;

/** {@code java -jar anthropic.war}, as it starts, and as it does not. */
class LaunchIT {

    @TempDir
    private Path folder;

    private record Run(int exit, String out, String error) {}

    @Test
    void anOptionThatIsNoneIsAnsweredWithTheUsage() throws Exception {
        var run = run("--prot", "8080");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.error()).contains("usage: java -jar anthropic.war").doesNotContain("Exception");
    }

    @Test
    void everyMistakeInTheConfigurationIsToldAtOnce() throws Exception {
        var config = Files.writeString(
                folder.resolve("gateway.json"),
                "{\"clinet\": {}, \"providers\": {\"anthropic\": {\"keys\": [{\"value\": \"env.NOT_SET\", \"weight\": 0}]}}}");
        var run = run("--port", "0", "--config", config.toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.error())
                .contains("/clinet", "/providers/anthropic/keys/0/value", "/providers/anthropic/keys/0/weight");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aConfigurationThatIsNotThereIsNamed() throws Exception {
        var run = run("--port", "0", "--config", folder.resolve("nothing.json").toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.error()).contains("nothing.json", "there is no such file");
    }

    /** A failure is never a success: what the end of the gateway cuts off must not look whole. */
    @Test
    void aStreamUnderWayWhenTheGatewayStopsIsNotWhole() throws Exception {
        try (var upstream = ScriptedUpstream.start(call -> {
                    call.startStream();
                    call.send(Sample.opening("Hi"));
                    Script.hang();
                });
                var gateway = RunningGateway.start(Config.of(upstream.uri()));
                var client = SseClient.post(gateway.messages(), Sample.streamed())) {
            assertThat(client.next()).isPresent();
            gateway.stop();
            assertThat(upstream.nextCall().ending()).isEqualTo(Ending.ABANDONED);
            var events = client.rest();
            assertThat(events.get(events.size() - 1).name()).isEqualTo("error");
            assertThat(gateway.log()).doesNotContain("Exception");
        }
    }

    private Run run(Object... arguments) throws Exception {
        var log = folder.resolve("log");
        var process = GatewayProcess.start(log, new String[0], arguments);
        try {
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), out, Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }
}
