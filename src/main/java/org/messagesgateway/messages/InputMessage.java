package org.messagesgateway.messages;

import java.util.List;

/** One turn of a conversation; a string as content is one text block. Immutable. */
public record InputMessage(Role role, List<ContentBlock> content) {

    public InputMessage {
        content = List.copyOf(content);
    }
}
