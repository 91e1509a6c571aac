/** What proves an identity at a cloud: signatures and tokens, fetched beside the requests and renewed early. */
@NullMarked
package org.messagesgateway.cloud;

import org.jspecify.annotations.NullMarked;
