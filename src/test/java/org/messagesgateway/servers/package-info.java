/** The server matrix: the built WAR, unchanged, on every application server, tested from outside. */
package org.messagesgateway.servers;
