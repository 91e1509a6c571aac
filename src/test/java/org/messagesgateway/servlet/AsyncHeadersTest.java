package org.messagesgateway.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.messages.ApiException;

class AsyncHeadersTest {

    private static final Duration WEEK = Duration.ofDays(7);

    /** A request that has this header and no other. */
    private static HttpServletRequest request(String name, String... values) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                AsyncHeadersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                    var found =
                            name.equalsIgnoreCase((String) arguments[0]) ? Arrays.asList(values) : List.<String>of();
                    return method.getName().equals("getHeaders")
                            ? Collections.enumeration(found)
                            : found.stream().findFirst().orElse(null);
                });
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", " 1 , true", "false, false", "0, false", "'', false"})
    void asyncIsYesOrNo(String value, boolean yes) {
        assertThat(AsyncHeaders.submits(request("x-bf-async", value))).isEqualTo(yes);
    }

    @Test
    void withoutTheHeaderItIsNo() {
        assertThat(AsyncHeaders.submits(request("other", "true"))).isFalse();
        assertThat(AsyncHeaders.arePresent(request("other", "true"))).isFalse();
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> AsyncHeaders.submits(request("x-bf-async", "yes")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("must be true or false");
    }

    @Test
    void anIdIsTakenAsItComes() {
        assertThat(AsyncHeaders.id(request("x-bf-async-id", " job_1 "))).contains("job_1");
        assertThat(AsyncHeaders.id(request("x-bf-async-id", " "))).isEmpty();
        assertThat(AsyncHeaders.arePresent(request("x-bf-async-id", "job_1"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3600, 3600", "604800, 604800", "0060, 60", "' 5 ', 5"})
    void theTimeToLiveIsInSeconds(String value, long seconds) {
        assertThat(AsyncHeaders.ttl(request("x-bf-async-job-result-ttl", value), WEEK))
                .contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+5", "1.5", "1h", "x", "604801", "99999999999999999999999", "1 2", "\u0661"})
    void anotherTimeToLiveIsRefused(String value) {
        assertThatThrownBy(() -> AsyncHeaders.ttl(request("x-bf-async-job-result-ttl", value), WEEK))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("whole number of seconds from 1 to 604800");
    }

    @Test
    void noTimeToLiveIsNone() {
        assertThat(AsyncHeaders.ttl(request("other", "1"), WEEK)).isEmpty();
        assertThat(AsyncHeaders.ttl(request("x-bf-async-job-result-ttl", " "), WEEK))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=10 | 10",
                "respond-async, wait=5 | 5",
                "respond-async; wait = 7 | 7",
                "WAIT=\"9\" | 9",
                "wait=600 | 60",
                "wait=0 | 0",
                "wait=-1 | 0",
                "wait=1.5 | 0",
                "await=3 | 0",
                "wait | 0"
            })
    void thePreferredWaitIsAtMostAMinute(String value, long seconds) {
        assertThat(AsyncHeaders.wait(request("prefer", value))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void preferencesMayComeInSeveralLines() {
        assertThat(AsyncHeaders.wait(request("prefer", "respond-async", "wait=3")))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(AsyncHeaders.wait(request("other", "wait=3"))).isZero();
    }
}
