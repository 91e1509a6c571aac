package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.messagesgateway.config.Secret;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.provider.Credential;

/** Requests and results as bytes, there and back. */
class JobBytesTest {

    static List<Caller> callers() {
        return List.of(
                new Caller.Trusted(),
                new Caller.Holder(Samples.KEY),
                new Caller.Own(new Credential.CallerKey("authorization", new Secret("Bearer k\u00e9y"))));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void aRequestComesBackWithItsCaller(Caller caller) {
        var request = JobRequest.of(JobRequest.of(Samples.inbound(), caller).toBytes());

        assertThat(request.caller(List.of(Samples.KEY))).contains(caller);
        var inbound = request.inbound();
        assertThat(inbound.body()).isEqualTo(Samples.inbound().body());
        assertThat(inbound.envelope())
                .usingRecursiveComparison()
                .isEqualTo(Samples.inbound().envelope());
        assertThat(inbound.version()).isEqualTo(Samples.inbound().version());
        assertThat(inbound.betas()).isEqualTo(Samples.inbound().betas());
        assertThat(inbound.others()).isEqualTo(Samples.inbound().others());
    }

    @Test
    void aVirtualKeyThatIsGoneIsNobody() {
        var request = JobRequest.of(Samples.inbound(), new Caller.Holder(Samples.KEY));
        assertThat(request.caller(List.of())).isEmpty();
    }

    @Test
    void aRequestPrintsNeitherKeyNorBody() {
        var caller = new Caller.Own(new Credential.CallerKey("x-api-key", new Secret("hush")));
        assertThat(JobRequest.of(Samples.inbound(), caller)).hasToString("JobRequest[claude-x]");
    }

    @Test
    void bytesOfAnotherKindAreNoRequest() {
        assertThatThrownBy(() -> JobRequest.of(new byte[0])).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> JobRequest.of(new byte[] {9, 0, 0})).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aResultComesBack() {
        var result = new JobResult(429, Map.of("retry-after", "3", "x", ""), Samples.bytes("\u0000 body"));
        var back = JobResult.of(result.toBytes());
        assertThat(back.status()).isEqualTo(429);
        assertThat(back.headers()).isEqualTo(result.headers());
        assertThat(back.body()).isEqualTo(result.body());
        assertThat(back.end()).isEqualTo(JobStatus.FAILED);
        assertThat(Samples.message("a").end()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void idsAreInTheOrderOfTimeAndHardToGuess() {
        assertThat(JobId.at(1).value()).isLessThan(JobId.at(2).value());
        assertThat(JobId.at(1)).isNotEqualTo(JobId.at(1));
        assertThat(JobId.parse(JobId.random().value())).isPresent();
        for (var text :
                List.of("", "job_", "job_" + "g".repeat(44), "JOB_" + "0".repeat(44), "job_" + "0".repeat(45))) {
            assertThat(JobId.parse(text)).as(text).isEmpty();
        }
    }
}
