/** An upstream for trying the gateway out. */
package org.messagesgateway.simulator;
