/** Gateways that are killed: {@code mvn verify -Pcrash}. */
package org.messagesgateway.crash;
