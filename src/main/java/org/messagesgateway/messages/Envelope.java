package org.messagesgateway.messages;

import org.messagesgateway.json.LongStrings;
import org.messagesgateway.json.Span;

/**
 * What routing needs to know of a request's body, found by one scan. Immutable.
 *
 * @param model as the caller wrote it
 * @param modelSpan where its value stands in the body, quotes included
 * @param strings where the body's long strings stand
 */
public record Envelope(String model, Span modelSpan, boolean stream, LongStrings strings) {}
