/** Immutable settings, loaded once. */
@NullMarked
package org.messagesgateway.config;

import org.jspecify.annotations.NullMarked;
