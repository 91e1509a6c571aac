package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.UpstreamCall;
import org.messagesgateway.testing.UpstreamCall.Ending;

/** Images and documents by URL, for a model that must be given their contents: the gateway fetches them, or says why not. */
class FetchIT {

    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n-pixels-".getBytes(StandardCharsets.ISO_8859_1);

    private static final ScriptedUpstream MODEL = ScriptedUpstream.start(Script.json(200, ChatSample.ANSWER));
    private static final ScriptedUpstream FILES = ScriptedUpstream.start(Script.silence());

    /** The file server is on loopback: it is asked because the operator names it. */
    private static final RunningGateway GATEWAY = RunningGateway.start(config(
            """
            {"enabled": true, "allow_http": true, "internal_hosts": ["127.0.0.1:%d"], "max_size_mb": 1,
             "timeout_in_seconds": 2}"""
                    .formatted(FILES.uri().getPort())));

    private static final RunningGateway WITHOUT = RunningGateway.start(config("{}"));

    private static String config(String fetching) {
        return """
                {"client": {"fetch_urls": %s},
                 "providers": {"chat": {
                   "dialect": "chat", "keys": [{"name": "k", "value": "operator-key", "models": ["gpt-x"]}],
                   "profile": {"chat": {"image_urls": false, "pdf": "file"}},
                   "network_config": {"base_url": "%s/v1"}}}}
                """
                .formatted(fetching, MODEL.uri());
    }

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        WITHOUT.close();
        MODEL.close();
        FILES.close();
        assertThat(GATEWAY.log()).doesNotContain("Exception");
    }

    @BeforeEach
    void forget() {
        MODEL.plays(Script.json(200, ChatSample.ANSWER));
    }

    private static String block(String type, String url) {
        return "{\"type\":\"%s\",\"source\":{\"type\":\"url\",\"url\":\"%s\"}}".formatted(type, url);
    }

    private static String asking(String... blocks) {
        return """
                {"model":"gpt-x","max_tokens":64,"messages":[{"role":"user","content":[{"type":"text","text":"See"},%s]}]}"""
                .formatted(String.join(",", blocks));
    }

    private static String image() {
        return asking(block("image", FILES.uri() + "/a.png"));
    }

    private static String given() throws InterruptedException {
        return MODEL.nextCall().request().text();
    }

    @Test
    void theModelIsGivenWhatTheUrlHolds() throws Exception {
        FILES.plays(call -> call.answer(200, "image/png", PNG));
        assertThat(GATEWAY.post(image(), "x-secret", "s").statusCode()).isEqualTo(200);
        assertThat(given())
                .contains("data:image/png;base64," + Base64.getEncoder().encodeToString(PNG))
                .doesNotContain(FILES.uri().toString());
        var headers = FILES.nextCall().request().headers();
        assertThat(headers.first("authorization")).isEmpty();
        assertThat(headers.first("cookie")).isEmpty();
        assertThat(headers.first("x-secret")).isEmpty();
    }

    @Test
    void severalUrlsAreFetchedAtOnceAndEachOnce() throws Exception {
        FILES.plays(call -> {
            if (call.request().path().endsWith(".pdf")) {
                call.answer(200, "application/pdf", "%PDF-1.7 x");
            } else if (call.request().path().endsWith(".txt")) {
                call.answer(200, "text/plain; charset=utf-8", "plain words");
            } else {
                call.answer(200, "application/octet-stream", PNG);
            }
        });
        var image = block("image", FILES.uri() + "/a");
        var body = asking(
                image, block("document", FILES.uri() + "/b.pdf"), block("document", FILES.uri() + "/c.txt"), image);
        assertThat(GATEWAY.post(body).statusCode()).isEqualTo(200);
        assertThat(given()).contains("data:image/png", "data:application/pdf", "plain words");
        FILES.nextCall();
        FILES.nextCall();
        FILES.nextCall();
        assertThat(FILES.openCalls()).isZero();
    }

    @Test
    void redirectsAreFollowed() throws Exception {
        FILES.plays(call -> {
            if (call.request().path().equals("/a.png")) {
                call.answer(302, "text/html", "", "location", "/b.png");
            } else {
                call.answer(200, "image/png", PNG);
            }
        });
        assertThat(GATEWAY.post(image()).statusCode()).isEqualTo(200);
        assertThat(given()).contains("data:image/png");
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest/meta-data/, no public address",
        "http://[::ffff:169.254.169.254]/, no public address",
        "http://localhost/, no public address",
        "http://0.0.0.0/, no public address",
        "http://2130706433/, no public address",
        "http://127.0.0.1/, no public address",
        "http://127.0.0.1:1/, only ports 80 and 443",
        "http://u:p@127.0.0.1/, a user's name",
        "file:///etc/passwd, only https",
        "ftp://127.0.0.1/, only https"
    })
    void noRedirectLeadsInside(String location, String rule) throws Exception {
        FILES.plays(call -> call.answer(302, "text/html", "", "location", location));
        isRefused(GATEWAY.post(image()), rule);
        isRefused(GATEWAY.post(asking(block("image", location))), rule);
    }

    @Test
    void aRedirectInACircleEnds() throws Exception {
        FILES.plays(call -> call.answer(301, "text/html", "", "location", "/a.png"));
        isRefused(GATEWAY.post(image()), "redirects more than 3 times");
    }

    @Test
    void whatIsTooLargeIsNotReadToItsEnd() throws Exception {
        FILES.plays(call -> {
            call.startStream();
            while (true) {
                call.send("x".repeat(64 * 1024));
            }
        });
        isRefused(GATEWAY.post(image()), "larger than 1 MB");
        assertThat(FILES.nextCall().ending()).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void whatTakesTooLongIsGivenUp() throws Exception {
        FILES.plays(Script.silence());
        isRefused(GATEWAY.post(image()), "did not answer within 2 s");
        assertThat(FILES.nextCall().ending()).isEqualTo(Ending.ABANDONED);
    }

    @Test
    void whatIsNoImageIsRefused() throws Exception {
        FILES.plays(call -> call.answer(200, "image/png", "<html>"));
        isRefused(GATEWAY.post(image()), "not an image");
        FILES.plays(call -> call.answer(200, "text/html", PNG));
        isRefused(GATEWAY.post(image()), "not an image");
    }

    @ParameterizedTest
    @CsvSource({"404, answered 404", "401, answered 401", "500, answered 500", "204, answered 204"})
    void anAnswerThatIsNoneIsRefused(int status, String rule) throws Exception {
        FILES.plays(call -> call.answer(status, "text/plain", ""));
        isRefused(GATEWAY.post(image()), rule);
    }

    @Test
    void aConnectionThatBreaksIsRefused() throws Exception {
        FILES.plays(UpstreamCall::reset);
        isRefused(GATEWAY.post(image()), "could not be fetched");
    }

    @Test
    void moreThanTwentyUrlsAreRefused() throws Exception {
        var blocks = new String[21];
        for (var i = 0; i < blocks.length; i++) {
            blocks[i] = block("image", FILES.uri() + "/" + i);
        }
        Envelope.of(GATEWAY.post(asking(blocks))).is(400, "invalid_request_error", "at most 20 URLs");
    }

    /** A conversation must not die of a file that is gone. */
    @Test
    void whatIsGoneFromHistoryIsAWordInItsPlace() throws Exception {
        FILES.plays(call -> call.answer(404, "text/plain", ""));
        var answered = image().replaceFirst(
                        "\\]\\}$",
                        ",{\"role\":\"assistant\",\"content\":\"Seen\"},{\"role\":\"user\",\"content\":\"And?\"}]}");
        var answer = GATEWAY.post(answered);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(given()).contains("[an image by URL that cannot be shown]");
        assertThat(answer.headers().firstValue("x-gateway-dropped")).hasValue("messages.content.image");
    }

    @Test
    void nothingIsFetchedUnlessTheOperatorSaysSo() throws Exception {
        FILES.plays(call -> call.answer(200, "image/png", PNG));
        Envelope.of(WITHOUT.post(image()))
                .is(
                        400,
                        "invalid_request_error",
                        "messages: this model cannot be given an image by URL; client.fetch_urls lets the gateway");
    }

    private static void isRefused(java.net.http.HttpResponse<String> answer, String rule) {
        Envelope.of(answer).is(400, "invalid_request_error", "messages.0.content.1.source.url: ");
        Envelope.of(answer).is(400, "invalid_request_error", rule);
    }
}
