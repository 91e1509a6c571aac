package org.messagesgateway.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.messagesgateway.config.Secret;
import org.messagesgateway.testing.ManualScheduler;

/** Tokens of an hour, fetched when the test says so. */
class RenewedTokenTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private record Fetch(Consumer<Lease<String>> got, Consumer<Throwable> failed) {}

    private final ManualScheduler time = new ManualScheduler();
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(time.nanos());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final List<Fetch> fetches = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private final RenewedToken<String> token = new RenewedToken<>(
            (got, failed) -> fetches.add(new Fetch(got, failed)),
            clock,
            time::after,
            failure -> logged.add(failure.details(List.of())));

    private void ask() {
        token.get(seen::add, failure -> seen.add(failure.getMessage()));
    }

    private void gets(String value) {
        fetches.get(fetches.size() - 1)
                .got()
                .accept(new Lease<>(value, clock.instant().plus(HOUR)));
    }

    private void fails(String what) {
        fetches.get(fetches.size() - 1).failed().accept(new IOException(what));
    }

    @Test
    void allWhoWaitAreServedByOneFetch() {
        for (int i = 0; i < 100; i++) {
            ask();
        }
        assertThat(fetches).hasSize(1);
        assertThat(seen).isEmpty();
        gets("a");
        assertThat(seen).hasSize(100).containsOnly("a");
        ask();
        assertThat(fetches).hasSize(1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void aTokenIsRenewedBeforeItsEndWhileItStillServes() {
        ask();
        gets("a");
        time.pass(HOUR.minus(RenewedToken.EARLY).minusSeconds(1));
        ask();
        assertThat(fetches).hasSize(1);
        time.pass(Duration.ofSeconds(1));
        ask();
        ask();
        assertThat(fetches).hasSize(2);
        assertThat(seen).containsOnly("a");
        gets("b");
        ask();
        assertThat(seen).endsWith("b");
        assertThat(fetches).hasSize(2);
    }

    @Test
    void aRenewalThatFailsIsTriedAgainAfterAPause() {
        ask();
        gets("a");
        time.pass(HOUR.minus(RenewedToken.EARLY));
        ask();
        fails("no");
        ask();
        assertThat(fetches).hasSize(2);
        time.pass(RenewedToken.PAUSE);
        ask();
        assertThat(fetches).hasSize(3);
        assertThat(seen).containsOnly("a");
        assertThat(logged).containsExactly("IOException: no");
    }

    @Test
    void aTokenThatIsOverServesNobody() {
        ask();
        gets("a");
        time.pass(HOUR);
        ask();
        assertThat(seen).containsExactly("a");
        gets("b");
        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void aFailureIsToldToAllWhoWaitAndTheNextOneTriesAgain() {
        ask();
        ask();
        fails("the password is hush");
        assertThat(seen).containsExactly("no credentials", "no credentials");
        assertThat(time.waiting()).isZero();
        ask();
        assertThat(fetches).hasSize(2);
        gets("a");
        assertThat(seen).endsWith("a");
    }

    @Test
    void whoeverWaitsTooLongIsToldSoAndNoSecondFetchBegins() {
        ask();
        time.pass(RenewedToken.PATIENCE.minusSeconds(1));
        ask();
        time.pass(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("no credentials (timeout)");
        ask();
        assertThat(fetches).hasSize(1);
        gets("late");
        assertThat(seen).containsExactly("no credentials (timeout)", "late", "late");
    }

    @Test
    void onlyAPlainCodeIsToldToTheCaller() {
        assertThat(new CloudException("AccessDenied", "x")).hasMessage("no credentials (AccessDenied)");
        assertThat(new CloudException("a b\n", "x")).hasMessage("no credentials");
        assertThat(new CloudException(null, "x")).hasMessage("no credentials");
    }

    @Test
    void theLogGetsOneLineWithoutSecrets() {
        var cause = new IOException("a\r\nb: hush", new IllegalStateException());
        assertThat(CloudException.of(cause).details(List.of(new Secret("hush"), new Secret(""))))
                .isEqualTo("IOException: a b: *** < IllegalStateException");
        assertThat(new CloudException(null, "x".repeat(499) + "hush").details(List.of(new Secret("hush"))))
                .hasSize(500)
                .endsWith("x*");
    }
}
