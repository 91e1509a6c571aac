package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.http.Frame;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamGrammar;
import org.messagesgateway.testing.AwsEventStream;

/** An upstream that lies: the right error or the right answer comes of it, never an empty success. */
class ConverseBadUpstreamTest {

    private static ApiException refusal(String body) {
        var translation = ConverseCase.translate(ConverseCase.PROMPT);
        try {
            translation.answer(ChatCase.response(200, body));
        } catch (ApiException e) {
            return e;
        }
        throw new AssertionError("a success: " + body);
    }

    private static void fails(List<StreamEvent> events, ErrorType type) {
        StreamGrammar.check(events);
        assertThat(events.get(events.size() - 1).failure())
                .hasValueSatisfying(error -> assertThat(error.type()).isEqualTo(type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "<html><body>Welcome</body></html>",
                "{'output':{'message':{'role':'assistant','content':[{'text':'Hal",
                "{'output':{'message':{'role':'assistant'}},'stopReason':'end_turn'}",
                "{'output':null,'stopReason':'end_turn'}",
                "{'output':{'message':{'content':[]}}}",
                "{'output':{'message':{'content':[{'text':'Hi'}]}},'stopReason':null}"
            })
    void aSuccessThatIsNoAnswerIsABadGateway(String body) {
        assertThat(refusal(ConverseCase.json(body)).error().status()).isEqualTo(502);
    }

    @Test
    void anErrorThatCallsItselfASuccessIsOne() {
        Map.of(
                        "{'__type':'ThrottlingException','message':'slow down'}", ErrorType.RATE_LIMIT_ERROR,
                        "{'message':'The security token is invalid.'}", ErrorType.AUTHENTICATION_ERROR,
                        "{'Message':'Something went wrong.'}", ErrorType.API_ERROR)
                .forEach((body, type) -> assertThat(
                                refusal(ConverseCase.json(body)).error().type())
                        .isEqualTo(type));
    }

    @Test
    void whatIsNoEventStreamIsNoticedInItsFirstBytes() {
        for (var text :
                List.of("<html><body>nope</body></html>", "{\"message\":\"hello there\"}", "data: {}\n\n....")) {
            var stream = ConverseCase.translate(ConverseCase.PROMPT).stream(event -> {});
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> stream.decoder().decode(bytes, frame -> {}))
                    .isInstanceOfSatisfying(UpstreamException.class, e -> assertThat(e.kind())
                            .isEqualTo(UpstreamException.Kind.BROKEN));
        }
    }

    @Test
    void anEventOf50MegabytesIsRefusedBeforeItHasCome() {
        var event = AwsEventStream.message(Map.of(":event-type", "contentBlockDelta"), "x".repeat(50 * 1024 * 1024));
        var stream = ConverseCase.translate(ConverseCase.PROMPT).stream(ignored -> {});
        var beginning = ByteBuffer.wrap(event, 0, 100);
        assertThatThrownBy(() -> stream.decoder().decode(beginning, frame -> {}))
                .isInstanceOfSatisfying(
                        UpstreamException.class, e -> assertThat(e.kind()).isEqualTo(UpstreamException.Kind.TOO_LARGE));
    }

    @Test
    void aStreamThatGoesOnAndSaysNothingFails() {
        var events = new ArrayList<StreamEvent>();
        var stream = ConverseCase.translate(ConverseCase.PROMPT).stream(events::add);
        for (var i = 0; i < 20_000; i++) {
            stream.on(new Frame("contentBlockDelta", "", new byte[0]));
        }
        stream.end();
        assertThat(events).hasSize(1);
        fails(events, ErrorType.API_ERROR);
    }

    @Test
    void eventsThatAreNoJsonAreForgivenOnlyAFew() {
        var broken = Collections.nCopies(6, "contentBlockDelta {'contentBlockIndex':")
                .toArray(String[]::new);
        fails(ConverseCase.events(broken), ErrorType.API_ERROR);
    }

    @Test
    void blocksThatAreOutOfOrderAreStillTheAnswer() {
        var message = ConverseCase.message(
                ConverseCase.end(4),
                ConverseCase.delta(1, "'text':'One.'"),
                "messageStart {'role':'assistant'}",
                ConverseCase.delta(0, "'text':'Two.'"),
                ConverseCase.stop("end_turn"),
                ConverseCase.USAGE);
        assertThat(message.content()).hasSize(2);
        assertThat(message.stopReason()).isEqualTo(StopReason.END_TURN);
    }

    @Test
    void endsThatComeTwiceAreOne() {
        var events = ConverseCase.events(
                ConverseCase.delta(0, "'text':'One.'"),
                ConverseCase.end(0),
                ConverseCase.end(0),
                ConverseCase.stop("end_turn"),
                ConverseCase.stop("end_turn"),
                ConverseCase.USAGE,
                ConverseCase.stop("max_tokens"),
                ConverseCase.USAGE);
        assertThat(events.stream().filter(StreamEvent.MessageStop.class::isInstance))
                .hasSize(1);
        assertThat(ChatCase.accumulated(events).stopReason()).isEqualTo(StopReason.END_TURN);
    }

    @Test
    void anEmptyStreamIsNoAnswer() {
        fails(ConverseCase.events(), ErrorType.API_ERROR);
        fails(ConverseCase.events("messageStart {'role':'assistant'}", ConverseCase.USAGE), ErrorType.API_ERROR);
    }

    @Test
    void redactedThinkingThatIsNoBase64IsAFailure() {
        fails(
                ConverseCase.events(ConverseCase.delta(0, "'reasoningContent':{'redactedContent':'%%'}")),
                ErrorType.API_ERROR);
    }

    @Test
    void silenceEndsWhatOnlyLacksItsUsage() {
        var events = new ArrayList<StreamEvent>();
        var stream = ConverseCase.translate(ConverseCase.PROMPT).stream(events::add);
        stream.on(new Frame("contentBlockDelta", "{\"delta\":{\"text\":\"Hi\"}}", new byte[0]));
        stream.silence();
        assertThat(events).noneMatch(StreamEvent.MessageStop.class::isInstance);
        stream.on(new Frame("messageStop", "{\"stopReason\":\"end_turn\"}", new byte[0]));
        stream.silence();
        assertThat(StreamGrammar.check(events)).isTrue();
    }
}
