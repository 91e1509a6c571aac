package org.messagesgateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.MessagesRequestReader;
import org.messagesgateway.testing.Inbounds;

class TokenEstimateTest {

    private static final String TEXT = "{'role':'user','content':'Hello'}";

    private static MessagesRequest request(String members) {
        var body = "{'model':'m'," + members + "}";
        return MessagesRequestReader.readPrompt(Inbounds.unread(body));
    }

    private static long estimate(String members) {
        return TokenEstimate.close(request(members), "claude-sonnet-4-6");
    }

    private static long withContent(String blocks) {
        return estimate("'messages':[{'role':'user','content':[" + blocks + "]}]");
    }

    private static long withText(String text, String model) {
        var request = request("'messages':[{'role':'user','content':'" + text + "'}]");
        return TokenEstimate.close(request, model);
    }

    /** Trap 48: what is not counted keeps a client from compacting, until its prompt is refused as too long. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'system':'Be brief and to the point.','messages':[%s]",
                "'messages':[%s,{'role':'assistant','content':'Hi'}]",
                "'messages':[%s,{'role':'system','content':'A note'}]",
                "'messages':[%s,{'role':'assistant','content':[{'type':'thinking','thinking':'Hm, so','signature':''}]}]",
                "'messages':[%s,{'role':'assistant','content':[{'type':'thinking','thinking':'','signature':'c2VjcmV0IHRob3VnaHQ'}]}]",
                "'messages':[%s,{'role':'assistant','content':[{'type':'redacted_thinking','data':'c2VjcmV0IHRob3VnaHQ'}]}]",
                "'messages':[%s,{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'n','input':{'city':'Ulm'}}]}]",
                "'messages':[%s,{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'rain'}]}]",
                "'messages':[%s,{'role':'user','content':[{'type':'image','source':{'type':'url','url':'u'}}]}]",
                "'messages':[%s,{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'?'}}]}]",
                "'messages':[%s,{'role':'user','content':[{'type':'document','source':{'type':'text','media_type':'text/plain','data':'Some text'}}]}]",
                "'messages':[%s,{'role':'user','content':[{'type':'document','source':{'type':'file','file_id':'f'}}]}]",
                "'messages':[%s,{'role':'user','content':[{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'?'}}]}]",
                "'messages':[%s,{'role':'user','content':[{'type':'search_result','source':'s','title':'t','content':[{'type':'text','text':'x'}]}]}]",
                "'messages':[%s,{'role':'assistant','content':[{'type':'compaction','content':'So far'}]}]",
                "'messages':[%s,{'role':'assistant','content':[{'type':'server_tool_use','id':'a','name':'web_search','input':{}}]}]",
                "'messages':[%s],'tools':[{'name':'n','description':'Finds it','input_schema':{'type':'object'}}]",
                "'messages':[%s],'tools':[{'type':'web_search_20250305','name':'web_search'}]",
                "'messages':[%s],'tool_choice':{'type':'any'}",
                "'messages':[%s],'thinking':{'type':'adaptive'}",
                "'messages':[%s],'mcp_servers':[{'type':'url','url':'u','name':'n'}]",
                "'messages':[%s],'output_config':{'format':{'type':'json_schema','schema':{'type':'object'}}}"
            })
    void everythingThatAModelReadsIsCounted(String members) {
        var alone = estimate("'messages':[" + TEXT + "]");
        assertThat(estimate(members.formatted(TEXT))).isGreaterThan(alone + 3);
        assertThat(TokenEstimate.close(request(members.formatted(TEXT)), "gpt-5-mini"))
                .isGreaterThanOrEqualTo(TokenEstimate.close(request("'messages':[" + TEXT + "]"), "gpt-5-mini"));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-3-5-haiku-latest, claude-sonnet-4-5, equal",
        "claude-sonnet-4-20250514, anthropic.claude-opus-4-1-20250805-v1:0, equal",
        "claude-opus-4, anthropic/claude-haiku-4.5, equal",
        "claude-opus-4-6, claude-opus-4-7, more",
        "claude-sonnet-4-6, claude-sonnet-5, more",
        "claude-opus-4.6, claude-next, more",
        "gpt-4o, openai/gpt-5-mini, equal",
        "o3, azure/o4-mini, equal",
        "gpt-5, llama-4, more",
        "gpt-5, gpt5-like, more"
    })
    void eachFamilyOfModelsHasItsOwnTokens(String one, String other, String expected) {
        var text = "The quick brown fox jumps over the lazy dog. ".repeat(20);
        assertThat(withText(text, other) > withText(text, one)).isEqualTo(expected.equals("more"));
        assertThat(withText(text, other)).isGreaterThanOrEqualTo(withText(text, one));
    }

    @Test
    void aVocabularyTellsWhatLengthCannot() {
        assertThat(withText("tokenization".repeat(1), "gpt-5")).isLessThan(withText("x7Kq9zPw2mNv", "gpt-5"));
        assertThat(withText("The quick brown fox jumps over the lazy dog.", "gpt-4o"))
                .isBetween(18L, 20L);
    }

    @Test
    void aDocumentThatIsToBeCitedTakesMore() {
        var document = "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'Some text'}%s}";
        assertThat(withContent(document.formatted(",'citations':{'enabled':true}")))
                .isGreaterThan(500 + withContent(document.formatted("")));
        assertThat(withContent(document.formatted(",'citations':{'enabled':false}")))
                .isEqualTo(withContent(document.formatted("")));
    }

    @Test
    void aVeryLongPromptIsCountedInBoundedTime() {
        var sentence = "All work and no play makes Jack a dull boy, said number nine. ";
        var once = withText(sentence.repeat(100), "claude-sonnet-4-6") / 100.0;
        var request = request("'messages':[{'role':'user','content':'" + sentence.repeat(300_000) + "'}]");
        Assertions.assertThat(TokenEstimate.close(request, "claude-sonnet-4-6"))
                .isBetween((long) (once * 300_000 * 0.97), (long) (once * 300_000 * 1.03));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "A", " ", "aA", "中", "é", "0", "!", "\uD83D\uDE00", "\uD83D", "'s", "x\u0301", "\t \t"})
    void noTextIsTooOddForTheVocabulary(String unit) {
        for (var vocabulary : Vocabulary.values()) {
            assertThat(new SampledText(vocabulary).applyAsLong(unit.repeat(20_000)))
                    .isPositive();
        }
    }

    @Test
    void anyCharactersCanBeCounted() {
        var random = new Random(7);
        var text = new StringBuilder();
        random.ints(50_000, 0, 0x10000).forEach(c -> text.append((char) c));
        Assertions.assertThatCode(() -> new SampledText(Vocabulary.O200K).applyAsLong(text.toString()))
                .doesNotThrowAnyException();
    }
}
