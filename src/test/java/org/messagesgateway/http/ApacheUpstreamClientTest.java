package org.messagesgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.config.Network;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.UpstreamCall.Ending;

class ApacheUpstreamClientTest {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final ScriptedUpstream upstream = ScriptedUpstream.start(Script.silence());
    private final ApacheUpstreamClient client = new ApacheUpstreamClient();

    @AfterEach
    void close() throws IOException {
        client.close();
        upstream.close();
    }

    @Test
    void cancelBeforeTheHeadClosesTheConnection() throws Exception {
        var call = send();
        var seen = upstream.nextCall();
        call.cancel();
        assertThat(seen.ending()).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void cancelInMidStreamClosesTheConnection() throws Exception {
        upstream.plays(stream -> {
            stream.startStream();
            stream.send("data: 1\n\n");
            Script.hang();
        });
        var call = send();
        assertThat(next()).isEqualTo("head 200");
        assertThat(next()).isEqualTo("data: 1\n\n");
        call.cancel();
        assertThat(upstream.nextCall().ending()).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void cancelInMidStreamClosesAConnectionFromThePool() throws Exception {
        upstream.plays(Script.json(200, "{}"));
        send();
        assertThat(List.of(next(), next(), next())).containsExactly("head 200", "{}", "end");
        cancelInMidStreamClosesTheConnection();
    }

    @Test
    void aCutInMidStreamIsAFailureNotAnEnd() throws Exception {
        upstream.plays(stream -> {
            stream.startStream();
            stream.send("data: 1\n\n");
            stream.cut();
        });
        send();
        assertThat(next()).isEqualTo("head 200");
        var last = next();
        assertThat(last.equals("data: 1\n\n") ? next() : last).isEqualTo("failed BROKEN");
    }

    @Test
    void callsUnderWayHearOfTheClientsEndAndLaterOnesToo() throws Exception {
        send();
        var seen = upstream.nextCall();
        client.close();
        assertThat(next()).isEqualTo("failed BROKEN");
        assertThat(seen.ending()).isEqualTo(Ending.ABANDONED);
        send();
        assertThat(next()).isEqualTo("failed BROKEN");
        assertThat(heard).isEmpty();
    }

    /** More than a socket takes at once: the thread that makes the call begins to send it, and the reactor goes on. */
    @Test
    void aLargeBodyArrivesWholeOnAConnectionFromThePool() throws Exception {
        upstream.plays(Script.json(200, "{}"));
        var body = "0123456789".repeat(2_000_000);
        for (var call = 0; call < 3; call++) {
            send(body);
            assertThat(List.of(next(), next(), next())).containsExactly("head 200", "{}", "end");
            assertThat(upstream.nextCall().request().text()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic realm=\"upstream\"", "Bearer error=\"invalid_token\"", "Basic", "Digest qop", "", "=,\""})
    void aChallengeIsAnAnswerLikeAnyOther(String challenge) throws Exception {
        upstream.plays(Script.json(401, "{}", "www-authenticate", challenge));
        send();
        assertThat(List.of(next(), next(), next())).containsExactly("head 401", "{}", "end");
    }

    /** Else what it keeps of each call would fill the memory. */
    @Test
    void aCallThatIsOverIsForgotten() throws Exception {
        upstream.plays(Script.json(200, "{}"));
        send();
        assertThat(List.of(next(), next(), next())).containsExactly("head 200", "{}", "end");
        upstream.plays(Script.silence());
        send().cancel();
        client.close();
        assertThat(heard).isEmpty();
    }

    private String next() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private UpstreamCall send() {
        return send("{}");
    }

    private UpstreamCall send(String body) {
        var uri = URI.create(upstream.uri() + "/v1/messages");
        var request = UpstreamRequest.postJson(uri, Headers.NONE, body.getBytes(StandardCharsets.UTF_8));
        return client.send(request, Network.DEFAULT, new Listener());
    }

    private final class Listener implements UpstreamListener {

        @Override
        public void head(int status, Headers headers) {
            heard.add("head " + status);
        }

        @Override
        public boolean data(ByteBuffer bytes) {
            heard.add(StandardCharsets.UTF_8.decode(bytes).toString());
            return true;
        }

        @Override
        public void end() {
            heard.add("end");
        }

        @Override
        public void failed(UpstreamException failure) {
            heard.add("failed " + failure.kind());
        }
    }
}
