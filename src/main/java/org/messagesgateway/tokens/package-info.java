/** How many tokens a prompt has, as far as can be told without asking its model. */
@NullMarked
package org.messagesgateway.tokens;

import org.jspecify.annotations.NullMarked;
