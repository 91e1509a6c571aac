/** The hub language: the Messages API's requests, answers, stream events and errors. */
@NullMarked
package org.messagesgateway.messages;

import org.jspecify.annotations.NullMarked;
