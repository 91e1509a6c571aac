package org.messagesgateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.Delta;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Message;
import org.messagesgateway.messages.MessageAccumulator;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamGrammar;
import org.messagesgateway.messages.Usage;

class MessageStreamTest {

    private static final WebSearch.Page PAGE = new WebSearch.Page("https://example.com", null);
    private static final JsonObject CITATION = WebSearch.citation(PAGE, "words");

    private final List<StreamEvent> events = new ArrayList<>();
    private final MessageStream stream = stream(ThinkingDisplay.SHOWN);

    private MessageStream stream(ThinkingDisplay thinking) {
        return new MessageStream(new MessageStream.Opening("msg_1", "m", () -> 10, thinking), events::add);
    }

    private Message message() {
        StreamGrammar.check(events);
        var accumulator = new MessageAccumulator();
        events.forEach(accumulator::accept);
        return accumulator.message();
    }

    @Test
    void aMessageStartsWithTheCountOfItsPromptOrElseWithAGuess() {
        stream.started();
        stream(ThinkingDisplay.SHOWN, new Usage(0, 0, 0, 2, 0)).started();
        stream(ThinkingDisplay.SHOWN, new Usage(3, 4, 5, 7, 2)).started();
        assertThat(events)
                .extracting(
                        event -> ((StreamEvent.MessageStart) event).message().usage())
                .containsExactly(new Usage(10, 0, 0, 1, 0), new Usage(10, 0, 0, 1, 0), new Usage(3, 4, 5, 1, 0));
    }

    private MessageStream stream(ThinkingDisplay thinking, Usage told) {
        var counted = stream(thinking);
        counted.usage(told);
        return counted;
    }

    @Test
    void anySequenceOfVerbsIsAWellFormedStream() {
        var random = new Random(42);
        for (var round = 0; round < 5000; round++) {
            events.clear();
            var any = stream(ThinkingDisplay.values()[random.nextInt(3)]);
            var length = random.nextInt(25);
            for (var i = 0; i < length; i++) {
                verb(any, random);
            }
            any.end();
            any.text("late");
            any.toolCall("late", "late", "late");
            any.end();
            any.fail(ApiError.invalid("late"));
            StreamGrammar.check(events);
        }
    }

    @Test
    void textBehindTheEndOfTextIsAnotherBlock() {
        stream.text("a");
        stream.textEnd();
        stream.text(" ");
        stream.text("b");
        stream.textEnd();
        stream.textEnd();
        stream.stop(StopReason.END_TURN, null);
        stream.end();
        assertThat(message().content()).containsExactly(new ContentBlock.Text("a"), new ContentBlock.Text(" b"));
    }

    private static void verb(MessageStream stream, Random random) {
        var texts = List.of("", " ", "a", "b c", "\ud83d", "\udc4b", "{", "\"x\":1", "}", "null", "{}", "[", "\\\"");
        var text = texts.get(random.nextInt(texts.size()));
        var key = "k" + random.nextInt(3);
        switch (random.nextInt(random.nextInt(8) == 0 ? 13 : 11)) {
            case 0, 1 -> stream.text(text);
            case 2 -> stream.thinking(text);
            case 3 -> stream.signature(text);
            case 4 -> stream.toolCall(key, "id_" + key, "name");
            case 5 -> stream.toolArguments(key, text);
            case 6 -> stream.toolEnd(key);
            case 7 -> stream.stop(StopReason.values()[random.nextInt(StopReason.values().length)], null);
            case 8 -> stream.textEnd();
            case 9 -> stream.citation(CITATION);
            case 10 -> {
                var id = stream.serverTool(random.nextBoolean() ? "web_search" : "other", WebSearch.input(text));
                if (random.nextBoolean()) {
                    stream.text(text);
                }
                stream.serverToolResult(WebSearch.result(id, List.of(PAGE)));
            }
            case 11 -> stream.usage(new Usage(1, 0, 0, 2, 0));
            default -> {
                stream.started();
                if (random.nextInt(4) == 0) {
                    stream.refusal(text);
                } else if (random.nextInt(4) == 0) {
                    stream.fail(ApiError.invalid("failed"));
                }
            }
        }
    }

    @Test
    void aSourceBelongsToTheTextBeforeIt() {
        stream.citation(CITATION);
        stream.text("a");
        stream.citation(CITATION);
        stream.text("b");
        stream.citation(CITATION);
        stream.textEnd();
        stream.citation(CITATION);
        stream.text("c");
        stream.stop(StopReason.END_TURN, null);
        stream.end();
        assertThat(message().content())
                .containsExactly(
                        new ContentBlock.Text("ab", null, List.of(CITATION, CITATION)), new ContentBlock.Text("c"));
    }

    @Test
    void whatTheUpstreamRunsItselfIsNoCallOfTheClients() {
        stream.text("a");
        var id = stream.serverTool("web_search", WebSearch.input("q"));
        stream.serverToolResult(WebSearch.result(id, List.of(PAGE)));
        stream.text("b");
        stream.stop(StopReason.END_TURN, null);
        stream.end();
        assertThat(message().content())
                .containsExactly(
                        new ContentBlock.Text("a"),
                        new ContentBlock.ServerToolUse(id, "web_search", WebSearch.input("q")),
                        new ContentBlock.Other(WebSearch.result(id, List.of(PAGE))),
                        new ContentBlock.Text("b"));
        assertThat(message().stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(message().usage().webSearches()).isOne();
    }

    @Test
    void textStreamsAsItComes() {
        stream.text("a");
        stream.text("b");
        assertThat(events).hasSize(4);
        stream.stop(StopReason.END_TURN, null);
        stream.usage(new Usage(1, 2, 3, 4, 0));
        assertThat(events).as("the end is held").hasSize(4);
        stream.end();
        assertThat(message().content()).containsExactly(new ContentBlock.Text("ab"));
        assertThat(message().usage()).isEqualTo(new Usage(1, 2, 3, 4, 0));
    }

    @Test
    void aStreamWithoutAStopIsAFailure() {
        stream.text("a");
        stream.end();
        assertThat(events.get(events.size() - 1).failure()).isPresent();
        assertThatThrownBy(this::message).isInstanceOf(ApiException.class);
    }

    @Test
    void aStreamMayStartBeforeItHasContent() {
        stream.started();
        stream.started();
        assertThat(events).singleElement().isInstanceOf(StreamEvent.MessageStart.class);
        stream.fail(new ApiError(ErrorType.OVERLOADED_ERROR, "busy"));
        stream.started();
        assertThat(events).hasSize(2);
    }

    @Test
    void aFailureBeforeContentIsAllThereIs() {
        stream.fail(new ApiError(ErrorType.OVERLOADED_ERROR, "busy"));
        stream.text("a");
        stream.end();
        assertThat(events).hasSize(1);
    }

    @Test
    void callsThatRunInParallelAreSentOneAfterTheOther() {
        stream.toolCall("a", "id_a", "one");
        stream.toolCall("b", "id_b", "two");
        stream.toolArguments("b", "{\"b\":");
        stream.toolArguments("a", "{\"a\":1}");
        stream.toolArguments("b", "2}");
        stream.stop(StopReason.END_TURN, null);
        stream.end();
        assertThat(message().content())
                .extracting(block -> ((ContentBlock.ToolUse) block).input().toString())
                .containsExactly("{\"a\":1}", "{\"b\":2}");
        assertThat(message().stopReason()).isEqualTo(StopReason.TOOL_USE);
    }

    @Test
    void anEndedCallLetsTheNextPieceStream() {
        stream.toolCall("a", "id_a", "one");
        stream.toolArguments("a", "{}");
        stream.text("after");
        var before = events.size();
        stream.toolEnd("a");
        assertThat(events).hasSize(before + 3);
        stream.stop(StopReason.TOOL_USE, null);
        stream.end();
        assertThat(message().content()).hasSize(2);
    }

    @Test
    void blankTextMakesNoBlock() {
        stream.text("\n\n");
        stream.thinking("hm");
        stream.text(" ");
        stream.toolCall("a", "id", "n");
        stream.text("\n");
        stream.toolCall("b", "id2", "n");
        stream.stop(StopReason.TOOL_USE, null);
        stream.end();
        assertThat(message().content()).hasSize(3).noneMatch(ContentBlock.Text.class::isInstance);
    }

    @Test
    void halfACharacterWaitsForItsOtherHalf() {
        stream.text("a\ud83d");
        stream.text("\udc4b");
        stream.stop(StopReason.END_TURN, null);
        stream.end();
        assertThat(events)
                .contains(
                        new StreamEvent.BlockDelta(0, new Delta.Text("a")),
                        new StreamEvent.BlockDelta(0, new Delta.Text("\ud83d\udc4b")));
    }

    @Test
    void thinkingHasItsWholeSignatureOnceAndLast() {
        stream.thinking("a");
        stream.thinking("b");
        stream.signature("sig");
        stream.thinking("c");
        stream.text("t");
        stream.stop(StopReason.END_TURN, null);
        stream.end();
        assertThat(message().content())
                .containsExactly(
                        new ContentBlock.Thinking("ab", "sig"),
                        new ContentBlock.Thinking("c", ""),
                        new ContentBlock.Text("t"));
    }

    @Test
    void omittedThinkingKeepsItsSignature() {
        var omitting = stream(ThinkingDisplay.OMITTED);
        omitting.thinking("secret");
        assertThat(events).as("the block opens with the first thought").hasSize(2);
        omitting.signature("sig");
        omitting.stop(StopReason.END_TURN, null);
        omitting.end();
        assertThat(message().content()).containsExactly(new ContentBlock.Thinking("", "sig"));
    }

    @Test
    void thinkingThatNobodyAskedForIsHidden() {
        var hiding = stream(ThinkingDisplay.HIDDEN);
        hiding.thinking("secret");
        hiding.signature("sig");
        hiding.text("t");
        hiding.stop(StopReason.END_TURN, null);
        hiding.end();
        assertThat(message().content()).containsExactly(new ContentBlock.Text("t"));
    }

    @Test
    void anEmptyAnswerHasOneEmptyTextUnlessItWasCutOrRefused() {
        stream.stop(StopReason.END_TURN, null);
        stream.end();
        assertThat(message().content()).containsExactly(new ContentBlock.Text(""));
        events.clear();
        var cut = stream(ThinkingDisplay.SHOWN);
        cut.stop(StopReason.MAX_TOKENS, null);
        cut.end();
        assertThat(message().content()).isEmpty();
    }

    @Test
    void usageIsEstimatedWhereTheUpstreamTellsNone() {
        stream.text("12345678");
        stream.stop(StopReason.END_TURN, null);
        stream.end();
        assertThat(message().usage()).isEqualTo(new Usage(10, 0, 0, 2, 0));
    }
}
