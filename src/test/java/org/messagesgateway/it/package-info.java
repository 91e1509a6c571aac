/** The built WAR, seen from outside: every test talks HTTP to it and plays its upstream. */
package org.messagesgateway.it;
