/** Wiring and start-up. */
@NullMarked
package org.messagesgateway.boot;

import org.jspecify.annotations.NullMarked;
