package org.messagesgateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelLookupTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"data": [{"id": "a"}, {"id": "b", "created": 1}, {"name": "c"}, "d"]}                  | a b
                    {"models": [{"name": "models/a", "supportedGenerationMethods": ["generateContent"]}]}   | a
                    {"models": [{"name": "models/a", "supportedGenerationMethods": ["embedContent"]}]}      | ''
                    {"models": [{"name": "models/a"}], "nextPageToken": "x"}                                | a
                    {"models": {}, "data": "no"}                                                            | ''
                    []                                                                                      | ''
                    <html>                                                                                  | ''
                    """)
    void findsTheModelsOfEveryDialect(String list, String ids) {
        var models = ModelLookup.models(list.getBytes(StandardCharsets.UTF_8));
        assertThat(models.stream().map(model -> model.getString("id")))
                .containsExactly(ids.isEmpty() ? new String[0] : ids.split(" "));
    }
}
