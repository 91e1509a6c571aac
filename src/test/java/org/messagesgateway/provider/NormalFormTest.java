package org.messagesgateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.InputMessage;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.MessagesRequestReader;
import org.messagesgateway.messages.Role;
import org.messagesgateway.testing.Inbounds;

class NormalFormTest {

    private static MessagesRequest normal(String turns) {
        var body = "{'model':'m','max_tokens':1,'messages':[" + turns + "]}";
        return NormalForm.of(MessagesRequestReader.read(Inbounds.unread(body)));
    }

    private static List<Role> roles(MessagesRequest request) {
        return request.messages().stream().map(InputMessage::role).toList();
    }

    @Test
    void neighboursOfOneRoleAreMerged() {
        var request = normal("{'role':'user','content':'a'},{'role':'user','content':'b'},"
                + "{'role':'assistant','content':''},{'role':'user','content':'c'}");
        assertThat(roles(request)).containsExactly(Role.USER);
        assertThat(request.messages().get(0).content()).hasSize(3);
    }

    @Test
    void aSystemTurnStaysBehindTheResults() {
        var request = normal("{'role':'user','content':'a'},"
                + "{'role':'assistant','content':[{'type':'tool_use','id':'1','name':'n','input':{}}]},"
                + "{'role':'system','content':'s'},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'1','content':'r'}]}");
        assertThat(roles(request)).containsExactly(Role.USER, Role.ASSISTANT, Role.USER, Role.SYSTEM);
    }

    @Test
    void anyHistoryHasOneResultForEachCallInOrder() {
        var random = new Random(11);
        for (var round = 0; round < 2000; round++) {
            var request = normal(randomTurns(random));
            var open = new ArrayList<String>();
            for (var turn : request.messages()) {
                for (var block : turn.content()) {
                    if (block instanceof ContentBlock.ToolUse use) {
                        open.add(use.id());
                    } else if (block instanceof ContentBlock.ToolResult result) {
                        assertThat(result.toolUseId()).isEqualTo(open.remove(0));
                    } else if (turn.role() != Role.ASSISTANT) {
                        assertThat(open).isEmpty();
                    }
                }
            }
            assertThat(open).isEmpty();
            assertThat(NormalForm.of(request)).isEqualTo(request);
        }
    }

    private static String randomTurns(Random random) {
        var roles = List.of("user", "assistant", "system");
        var turns = new ArrayList<>(List.of("{'role':'user','content':'t'}"));
        for (var i = random.nextInt(6); i >= 0; i--) {
            var blocks = new ArrayList<String>();
            for (var j = random.nextInt(4); j >= 0; j--) {
                var id = random.nextInt(4);
                blocks.add(
                        switch (random.nextInt(3)) {
                            case 0 -> "{'type':'text','text':'t'}";
                            case 1 -> "{'type':'tool_use','id':'" + id + "','name':'n','input':{}}";
                            default -> "{'type':'tool_result','tool_use_id':'" + id + "','content':'r'}";
                        });
            }
            turns.add("{'role':'" + roles.get(random.nextInt(3)) + "','content':[" + String.join(",", blocks) + "]}");
        }
        return String.join(",", turns);
    }
}
