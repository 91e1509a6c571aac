/** {@code java -jar anthropic.war}: the WAR started on its own. */
@NullMarked
package org.messagesgateway.launch;

import org.jspecify.annotations.NullMarked;
