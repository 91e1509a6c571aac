/** From a request to an answer: route, adapter, upstream, reply. */
@NullMarked
package org.messagesgateway.dispatch;

import org.jspecify.annotations.NullMarked;
