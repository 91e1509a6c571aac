package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.Message;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.messages.StreamGrammar;

/** A conversation that changes its model in the middle: every upstream takes what any other has answered. */
class ModelChangeTest {

    private static final String QUESTION = GeminiCase.json(
            """
            {'model':'m','max_tokens':2048,'stream':true,'thinking':{'type':'adaptive'},
             'tools':[{'name':'clock','input_schema':{'type':'object','properties':{}}},
                      {'name':'weather','input_schema':{'type':'object','properties':{'city':{'type':'string'}}}}],
             'messages':[{'role':'user','content':'Time and weather in Oslo?'}]}""");

    static Stream<Arguments> pairs() {
        return Peers.ALL.stream().flatMap(first -> Peers.ALL.stream().map(second -> Arguments.of(first, second)));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @MethodSource("pairs")
    void theNextUpstreamTakesTheAnswerAndNothingForeignGoesAlong(Peer first, Peer second) {
        var body = asked(second, answered(first, QUESTION));

        second.rules().accept(body);
        assertThat(text(body)).contains("Let me see.", "Oslo", "noon", "snow").doesNotContain("gw1.");
        if (!first.equals(second)) {
            assertThat(text(body)).doesNotContain(first.own());
        }
    }

    @ParameterizedTest(name = "{0} → {1} → {0}")
    @MethodSource("pairs")
    void theFirstUpstreamGetsItsOwnBackAfterAnother(Peer first, Peer second) {
        var body = asked(first, answered(second, answered(first, QUESTION)));

        first.rules().accept(body);
        assertThat(text(body)).contains(first.own()).doesNotContain("gw1.");
        if (!first.equals(second)) {
            assertThat(text(body)).doesNotContain(second.own());
        }
    }

    /** The request after {@code request}: with the upstream's answer, and the results of the tools that it called. */
    private static String answered(Peer peer, String request) {
        var events = ChatCase.stream(peer.translate().apply(request), peer.thinkingAndTwoCalls(), 0);
        assertThat(StreamGrammar.check(events)).isTrue();
        var answer = ChatCase.accumulated(events);
        return GeminiCase.next(request, Json.parseObject(MessageWriter.json(answer)), results(answer));
    }

    private static JsonArray results(Message answer) {
        var ids =
                Json.parseObject(MessageWriter.json(answer))
                        .getJsonArray("content")
                        .getValuesAs(JsonObject.class)
                        .stream()
                        .filter(block -> block.getString("type").equals("tool_use"))
                        .map(block -> block.getString("id"))
                        .toList();
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        var results = Json.array();
        List.of("noon", "snow")
                .forEach(word -> results.add(Json.object()
                        .add("type", "tool_result")
                        .add("tool_use_id", ids.get(word.equals("noon") ? 0 : 1))
                        .add("content", word)));
        return results.build();
    }

    private static JsonObject asked(Peer peer, String request) {
        return ChatCase.body(peer.translate().apply(request));
    }

    private static String text(JsonObject body) {
        return Json.text(body);
    }
}
