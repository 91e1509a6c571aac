package org.messagesgateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptCallSignaturesTest {

    private final KeptCallSignatures signatures = new KeptCallSignatures();

    @AfterEach
    void close() {
        signatures.close();
    }

    @Test
    void aSignatureIsFoundByItsCall() {
        assertThat(signatures.find("a")).isEmpty();
        signatures.keep("a", "signed");
        assertThat(signatures.find("a")).hasValue("signed");
        assertThat(signatures.find("b")).isEmpty();
    }

    @Test
    void oneOfUnusualLengthIsNotKept() {
        signatures.keep("a", "x".repeat(20_000));
        assertThat(signatures.find("a")).isEmpty();
    }

    @Test
    void noMoreThanTheLastThousandsStay() {
        for (var call = 0; call < 20_000; call++) {
            signatures.keep("call-" + call, "signed");
        }
        assertThat(IntStream.range(0, 20_000)
                        .filter(call -> signatures.find("call-" + call).isPresent())
                        .count())
                .isBetween(1L, 5_000L);
    }
}
