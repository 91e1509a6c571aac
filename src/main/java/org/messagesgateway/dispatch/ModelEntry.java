package org.messagesgateway.dispatch;

import jakarta.json.JsonObject;

/**
 * A model that callers can ask for. Immutable.
 *
 * @param id the name to ask for it by
 * @param described what its upstream says about it; empty if it is only known from the configuration
 */
public record ModelEntry(String id, JsonObject described) {}
