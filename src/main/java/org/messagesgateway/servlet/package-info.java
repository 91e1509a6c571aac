/** The edge to the servlet container. */
@NullMarked
package org.messagesgateway.servlet;

import org.jspecify.annotations.NullMarked;
