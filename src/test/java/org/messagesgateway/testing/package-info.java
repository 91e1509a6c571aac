/** What tests put at both ends of the gateway: an upstream that plays scripts and a client that counts the bytes. */
package org.messagesgateway.testing;
