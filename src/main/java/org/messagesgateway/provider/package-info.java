/** What an adapter is, and the kit to write one. */
@NullMarked
package org.messagesgateway.provider;

import org.jspecify.annotations.NullMarked;
