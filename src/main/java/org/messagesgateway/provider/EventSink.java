package org.messagesgateway.provider;

import org.messagesgateway.messages.StreamEvent;

/** Where a Messages stream goes. */
@FunctionalInterface
public interface EventSink {

    void accept(StreamEvent event);
}
