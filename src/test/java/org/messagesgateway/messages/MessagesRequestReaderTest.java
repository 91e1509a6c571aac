package org.messagesgateway.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messagesgateway.testing.Inbounds;

class MessagesRequestReaderTest {

    private static MessagesRequest read(String body) {
        return MessagesRequestReader.read(Inbounds.unread(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'max_tokens':1,'messages':[]}|model: Field required",
                "{'model':'m','max_tokens':1}|messages: Field required",
                "{'model':'m','messages':[{'role':'user','content':'a'}]}|max_tokens: Field required",
                "{'model':'m','max_tokens':'1','messages':[]}|max_tokens: Input should be a valid integer",
                "{'model':'m','max_tokens':1.5,'messages':[]}|max_tokens: Input should be a valid integer",
                "{'model':'m','max_tokens':-1,'messages':[]}|max_tokens: Input should be greater than or equal to 0",
                "{'model':'m','max_tokens':1,'messages':{}}|messages: Input should be a valid list",
                "{'model':'m','max_tokens':1,'messages':[]}|messages: at least one message is required",
                "{'model':'m','max_tokens':1,'messages':['a']}|messages.0: Input should be an object",
                "{'model':'m','max_tokens':1,'messages':[{'content':'a'}]}|messages.0.role: Field required",
                "{'model':'m','max_tokens':1,'messages':[{'role':'user'}]}|messages.0.content: Field required",
                "{'model':'m','max_tokens':1,'messages':[{'role':'x','content':'a'}]}|messages.0.role: Input should be 'user', 'assistant' or 'system'",
                "{'model':'m','max_tokens':1,'messages':[{'role':'user','content':[{'type':'text','text':'a'},{}]}]}|messages.0.content.1.type: Field required",
                "{'model':'m','max_tokens':1,'messages':[{'role':'user','content':[{'type':'tool_result'}]}]}|messages.0.content.0.tool_use_id: Field required",
                "{'model':'m','max_tokens':1,'messages':[{'role':'user','content':[{'type':'image','source':{'type':'x'}}]}]}|messages.0.content.0.source.type: Input should be 'base64', 'url', 'text', 'content' or 'file'",
                "{'model':'m','max_tokens':1,'tools':[{}],'messages':[{'role':'user','content':'a'}]}|tools.0.name: Field required",
                "{'model':'m','max_tokens':1,'stream':'yes','messages':[{'role':'user','content':'a'}]}|stream: Input should be a valid boolean",
                "{'model':'m','max_tokens':1,'tool_choice':{'type':'tool'},'messages':[{'role':'user','content':'a'}]}|tool_choice.name: Field required",
                "[]|The request body is not a JSON object",
            })
    void aWrongShapeIsNamedByItsPath(String body, String message) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.error().status()).isEqualTo(400);
            assertThat(refused.error().message().replace('"', '\'')).isEqualTo(message);
        });
    }

    @Test
    void nullIsTheSameAsAbsent() {
        var request = read(
                "{'model':'m','max_tokens':1,'system':null,'tools':null,'thinking':null,'metadata':null,"
                        + "'cache_control':null,'messages':[{'role':'user','content':[{'type':'text','text':'a','citations':null}]}]}");
        assertThat(request.tools()).isEmpty();
        assertThat(request.thinking()).isNull();
    }

    @Test
    void whatTheGatewayDoesNotActOnStaysRaw() {
        var request = read("{'model':'m','max_tokens':1,'speed':'fast','messages':[{'role':'user','content':["
                + "{'type':'brand_new','x':1}]}]}");
        assertThat(request.rest().keySet()).containsExactly("speed");
        assertThat(request.messages().get(0).content().get(0))
                .isInstanceOfSatisfying(ContentBlock.Other.class, other -> assertThat(other.type())
                        .isEqualTo("brand_new"));
    }

    @Test
    void theLatestTurnsEffortHolds() {
        var request = read("{'model':'m','max_tokens':1,'output_config':{'effort':'low'},'messages':["
                + "{'role':'user','content':'a'},{'role':'system','output_config':{'effort':'high'}}]}");
        assertThat(request.effort()).isEqualTo("high");
    }

    @Test
    void aPromptToBeCountedNeedsNoMaxTokens() {
        var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"foo\"}],\"tools\":[]}";
        assertThat(MessagesRequestReader.readPrompt(Inbounds.unread(body)).maxTokens())
                .isZero();
    }
}
