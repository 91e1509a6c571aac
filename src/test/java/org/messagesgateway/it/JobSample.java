package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import org.messagesgateway.testing.GatewayNode;

/** Background jobs, as their callers submit and poll them. */
final class JobSample {

    static final String LIST = "/anthropic/v1/messages/async";

    private JobSample() {}

    /** @param client further members of {@code client}, each with a comma after it */
    static String config(URI upstream, String client) {
        return Config.of(
                upstream,
                "\"governance\": {\"virtual_keys\": [{\"id\": \"a\", \"value\": \"vk-a\"},"
                        + " {\"id\": \"b\", \"value\": \"vk-b\"}]},",
                client + "\"heartbeat_in_seconds\": 1");
    }

    /** Submits a job as the caller with this key; its id. */
    static String submit(GatewayNode gateway, String key, String... headers) throws IOException, InterruptedException {
        var all = java.util.Arrays.copyOf(headers, headers.length + 4);
        System.arraycopy(new String[] {"x-api-key", key, "x-bf-async", "true"}, 0, all, headers.length, 4);
        var answer = gateway.post(Sample.request(), all);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-bf-async-id").orElseThrow();
    }

    static HttpResponse<String> poll(GatewayNode gateway, String key, String id, int wait)
            throws IOException, InterruptedException {
        return gateway.post("anything", "x-api-key", key, "x-bf-async-id", id, "prefer", "wait=" + wait);
    }

    static String status(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-bf-async-status").orElse("none");
    }
}
