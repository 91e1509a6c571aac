package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.json.Json;

/** Runs recorded traffic through every form of the adapter, where a folder of it lies beside the project. */
@RecordedDialect
@DisplayName("messages")
class MessagesRecordingsTest {

    @TestFactory
    @DisplayName("requests")
    Stream<DynamicTest> everyRecordedRequestGoesToEveryHost() {
        return Stream.of("inbound", "messages", "invoke")
                .flatMap(MessagesRecordingsTest::requests)
                .map(record -> DynamicTest.dynamicTest(record.getString("id"), () -> checkRequest(record)));
    }

    private static Stream<JsonObject> requests(String file) {
        return records(file)
                .filter(record -> record.get("request") instanceof JsonObject request
                        && request.get("body") instanceof JsonObject);
    }

    private static Stream<JsonObject> records(String file) {
        try {
            return Recordings.of(file, MessagesRecordingsTest::whyNot).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String whyNot(JsonObject record) {
        if (Json.text(record.get("features")).contains("foreign_body")) {
            return "of invoke: bodies of other vendors, not Anthropic's";
        }
        var request = Json.objectOrNull(record, "request");
        var path = request == null ? "" : request.getString("path", "");
        return path.contains("count_tokens") ? "of messages: counts of tokens, not messages" : null;
    }

    private static void checkRequest(JsonObject record) {
        var asked = Json.object(record.getJsonObject("request").getJsonObject("body"))
                .remove("anthropic_version")
                .add("model", "asked")
                .build();
        var body = Json.text(asked);
        for (var host : MessagesCase.HOSTS.keySet()) {
            var translation = MessagesCase.translate(host, body, MessagesCase.BETAS);
            if (host.equals("anthropic")) {
                assertThat(translation.request().body())
                        .isEqualTo(body.replace(
                                        "\"model\":\"asked\"", "\"model\":\"" + MessagesCase.HOSTS.get(host) + "\"")
                                .getBytes(StandardCharsets.UTF_8));
                assertThat(translation.dropped()).isEmpty();
            } else {
                MessagesRequestRules.check(host, asked, translation);
            }
        }
        if (record.getString("dialect").equals("invoke")) {
            var recorded = record.getJsonObject("request").getJsonObject("body");
            var sent = Json.parseObject(MessagesCase.body("bedrock", body).getBytes(StandardCharsets.UTF_8));
            assertThat(sent).isEqualTo(recorded);
        }
    }

    @TestFactory
    @DisplayName("answers and streams")
    Stream<DynamicTest> everyRecordedAnswerComesBackAsItIs() {
        return Stream.of("messages", "invoke")
                .flatMap(MessagesRecordingsTest::records)
                .filter(record -> record.getJsonObject("response").getInt("status", 200) == 200)
                .map(record -> DynamicTest.dynamicTest(record.getString("id"), () -> checkAnswer(record)));
    }

    private static void checkAnswer(JsonObject record) {
        var host = record.getString("dialect").equals("invoke") ? "bedrock" : "anthropic";
        var response = record.getJsonObject("response");
        var stream = Json.objectOrNull(response, "stream");
        if (stream != null) {
            checkStream(record, host, stream);
            return;
        }
        var body = response.getJsonObject("body");
        var answer = MessagesCase.translate(host, MessagesCase.PROMPT).answer(ChatCase.response(200, Json.text(body)));
        assertThat(Json.parseObject(answer))
                .isEqualTo(Json.object(body).add("model", "asked").build());
    }

    private static void checkStream(JsonObject record, String host, JsonObject stream) {
        var bytes = stream.containsKey("sse")
                ? stream.getString("sse").getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(stream.getString("eventstream_base64"));
        var whole = told(host, bytes, 0);
        for (var size : List.of(1, 2, 3, 7)) {
            assertThat(told(host, bytes, size)).as("in pieces of %d", size).isEqualTo(whole);
        }
        var expected = stream.containsKey("sse")
                ? Recordings.events(stream.getString("sse"))
                : stream.getJsonArray("events").getValuesAs(JsonObject.class).stream()
                        .map(event -> event.getJsonObject("chunk"))
                        .toList();
        var isWhole =
                expected.stream().anyMatch(event -> event.getString("type", "").equals("message_stop"));
        assertThat(whole.contains("failure 502")).as("a stream that breaks off").isEqualTo(!isWhole);
        assertThat(Recordings.events(whole).stream()
                        .map(MessagesRecordingsTest::plain)
                        .collect(Collectors.toList()))
                .as(record.getString("id"))
                .isEqualTo(expected.stream().map(MessagesRecordingsTest::plain).collect(Collectors.toList()));
    }

    private static String told(String host, byte[] bytes, int size) {
        return MessagesCase.told(ChatCase.stream(MessagesCase.translate(host, MessagesCase.PROMPT), bytes, size));
    }

    /** Without what the gateway changes: the model's name, a prompt's size that is not told, and what Bedrock adds. */
    private static JsonObject plain(JsonObject event) {
        var plain = Json.object(event).remove("amazon-bedrock-invocationMetrics");
        if (event.get("message") instanceof JsonObject message) {
            var usage = Json.object(message.getJsonObject("usage")).remove("input_tokens");
            plain.add("message", Json.object(message).add("model", "asked").add("usage", usage));
        }
        return plain.build();
    }

    @TestFactory
    @DisplayName("errors")
    Stream<DynamicTest> everyRecordedErrorKeepsItsMeaning() throws IOException {
        return Recordings.of("errors").stream()
                .filter(record -> List.of("messages", "invoke").contains(record.getString("dialect")))
                .map(record -> DynamicTest.dynamicTest(record.getString("id"), () -> checkError(record)));
    }

    private static void checkError(JsonObject record) {
        var response = record.getJsonObject("response");
        var own = response.getJsonObject("body").getJsonObject("error");
        var error = MessagesCase.translate("anthropic", MessagesCase.PROMPT)
                .error(ChatCase.response(response.getInt("status"), Json.text(response.get("body"))));
        assertThat(error.status()).isEqualTo(response.getInt("status"));
        assertThat(error.type().wireName()).isEqualTo(own.getString("type"));
        if (error.status() != 401) {
            assertThat(error.message()).isEqualTo(own.getString("message"));
        }
    }
}
