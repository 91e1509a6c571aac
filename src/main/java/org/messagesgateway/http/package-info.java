/** Calls to upstreams and the framings of their streams. */
@NullMarked
package org.messagesgateway.http;

import org.jspecify.annotations.NullMarked;
