package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.messagesgateway.http.Headers;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.RawClient;

/** The error envelope that every refusal must be. */
record Envelope(int status, String type, String message) {

    /** Checks that the answer is one, with one and the same id in its header and its body. */
    static Envelope of(HttpResponse<String> answer) {
        var headers = Headers.builder();
        answer.headers().map().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        return of(new RawClient.Answer(answer.statusCode(), headers.build(), answer.body()));
    }

    static Envelope of(RawClient.Answer answer) {
        assertThat(answer.headers().first("content-type").orElse("none, of " + answer))
                .startsWith("application/json");
        var envelope = Json.parseObject(answer.body());
        assertThat(envelope.getString("type")).isEqualTo("error");
        assertThat(envelope.getString("request_id")).isNotBlank();
        assertThat(answer.headers().all("request-id")).containsExactly(envelope.getString("request_id"));
        var error = envelope.getJsonObject("error");
        return new Envelope(answer.status(), error.getString("type"), error.getString("message"));
    }

    void is(int status, String type) {
        assertThat(this.status + " " + this.type).as(message).isEqualTo(status + " " + type);
    }

    void is(int status, String type, String message) {
        is(status, type);
        assertThat(this.message).contains(message);
    }
}
