/** JSON reading and writing, with limits; the only package that knows a JSON library's parser. */
@NullMarked
package org.messagesgateway.json;

import org.jspecify.annotations.NullMarked;
