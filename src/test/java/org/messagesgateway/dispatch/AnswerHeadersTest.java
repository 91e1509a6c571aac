package org.messagesgateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerHeadersTest {

    @Test
    void aNameIsMadePrintableAndBounded() {
        assertThat(AnswerHeaders.printable("a\r\nb\u0000\u007f\u2028é😀")).isEqualTo("a??b?????");
        assertThat(AnswerHeaders.printable("x".repeat(5000))).hasSize(1024);
    }
}
