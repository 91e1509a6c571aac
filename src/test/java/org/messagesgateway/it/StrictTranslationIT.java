package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** What a dialect cannot carry: named where that is allowed, refused where it is not. */
class StrictTranslationIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.json(200, ChatSample.ANSWER));
    private static final RunningGateway LOSSY = RunningGateway.start(Config.of(UPSTREAM.uri()));
    private static final RunningGateway STRICT =
            RunningGateway.start(Config.of(UPSTREAM.uri(), "", "\"strict_translation\": true"));

    private static final String HINTS = Sample.request("gpt-x", false).replaceFirst("\\{", "{\"top_k\":5,");
    private static final String MORE =
            HINTS.replaceFirst("\\{", "{\"od\\\\u000ad\":1,\"tools\":[{\"type\":\"web_search_20250305\"}],");

    @AfterAll
    static void close() throws IOException {
        LOSSY.close();
        STRICT.close();
        UPSTREAM.close();
    }

    @Test
    void whatIsDroppedIsNamedInAHeaderAndInTheLog() throws Exception {
        var answer = LOSSY.post(MORE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-gateway-dropped")).hasValue("tools.0, top_k, od_d");
        assertThat(LOSSY.log()).contains("chat/gpt-x: cannot carry tools.0, top_k, od_d\n");
    }

    @Test
    void strictlyHintsMayStillGo() throws Exception {
        var answer = STRICT.post(HINTS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-gateway-dropped")).hasValue("top_k");
    }

    @Test
    void strictlyMoreIsRefusedByPathAndRule() throws Exception {
        Envelope.of(STRICT.post(MORE))
                .is(400, "invalid_request_error", "tools.0 (server tool), od_d (unknown field): this model cannot");
    }
}
