package org.messagesgateway.dispatch;

import org.messagesgateway.config.VirtualKey;
import org.messagesgateway.provider.Credential;

/** Who asks, and so with whose keys. Immutable. */
public sealed interface Caller {

    /** Presented one of the operator's virtual keys. */
    record Holder(VirtualKey key) implements Caller {}

    /** Served without a key: from this machine, or because the operator lets anybody in. */
    record Trusted() implements Caller {}

    /** Calls Anthropic with a key of its own, as no provider is configured. */
    record Own(Credential.CallerKey key) implements Caller {}
}
