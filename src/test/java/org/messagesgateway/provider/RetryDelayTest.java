package org.messagesgateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamResponse;

class RetryDelayTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"error": {"details": [{"@type": "Help"}, {"retryDelay": "48s"}]}}   | 48
                    {"error": {"details": [{"retryDelay": "48.939935699s"}]}}            | 49
                    [{"error": {"details": [{"retryDelay": "0.5s"}]}}]                   | 1
                    {"error": {"details": [{"retryDelay": "soon"}, "48s"]}}              | ''
                    {"error": {"details": [{"retryDelay": 48}]}}                         | ''
                    {"error": {"message": "no"}}                                         | ''
                    {"error": "no"}                                                      | ''
                    []                                                                   | ''
                    <html>                                                               | ''
                    """)
    void isReadFromTheErrorsDetails(String body, String seconds) {
        var response = new UpstreamResponse(429, Headers.NONE, body.getBytes(StandardCharsets.UTF_8));
        assertThat(RetryDelay.headers(response).first("retry-after").orElse("")).isEqualTo(seconds);
    }

    @Test
    void theHeaderHoldsWhereThereIsOne() {
        var body = "{\"error\": {\"details\": [{\"retryDelay\": \"48s\"}]}}".getBytes(StandardCharsets.UTF_8);
        var response = new UpstreamResponse(429, Headers.NONE.with("retry-after", "3"), body);
        assertThat(RetryDelay.headers(response).first("retry-after")).hasValue("3");
    }
}
