package org.messagesgateway.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static Options parse(String line) {
        return Options.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }

    @Test
    void everyOptionHasItsDefault() {
        assertThat(parse("")).isEqualTo(new Options(8080, "0.0.0.0", Optional.empty(), Optional.empty()));
    }

    @Test
    void optionsComeInAnyOrder() {
        assertThat(parse("--lib l --config f --port 0 --host ::1"))
                .isEqualTo(new Options(0, "::1", Optional.of("f"), Optional.of("l")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--port", "--port x", "--port -1", "--port 65536", "--port 999999", "-p 1", "8080", "--help"})
    void whatIsNotUnderstoodIsNone(String line) {
        assertThat(parse(line)).isNull();
    }
}
