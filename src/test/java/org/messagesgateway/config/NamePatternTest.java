package org.messagesgateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, ab, false",
        "a*, a, true",
        "a*, ab, true",
        "a*, ba, false",
        "*, '', true",
        "*, a, true",
        "*.anthropic.*, us.anthropic.claude, true",
        "*.anthropic.*, anthropic.claude, false",
        "*.anthropic.*, us-gov.anthropic.claude-3, true",
        "*_tool_result, tool_result, false",
        "*_tool_result, web_search_tool_result, true",
        "a*c, abc, true",
        "a*c, ab, false",
        "a*b*c, axbxbxc, true"
    })
    void aStarStandsForAnyCharacters(String pattern, String name, boolean fits) {
        assertThat(NamePattern.matches(pattern, name)).isEqualTo(fits);
    }
}
