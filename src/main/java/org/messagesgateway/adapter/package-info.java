/** One translator per dialect; pure, package-private. */
@NullMarked
package org.messagesgateway.adapter;

import org.jspecify.annotations.NullMarked;
