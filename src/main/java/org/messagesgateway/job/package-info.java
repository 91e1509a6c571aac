/** Background jobs: kept in a database, run by any node, never lost once acknowledged. */
@NullMarked
package org.messagesgateway.job;

import org.jspecify.annotations.NullMarked;
