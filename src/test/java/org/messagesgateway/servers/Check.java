package org.messagesgateway.servers;

import org.messagesgateway.testing.ScriptedUpstream;

/** One thing that the gateway does on every server. */
@FunctionalInterface
interface Check {

    /**
     * Fails by an assertion.
     *
     * @return what the table says: {@code pass}, or how this server differs without harm
     */
    String run(RunningServer server, ScriptedUpstream upstream) throws Exception;

    String PASS = "pass";
}
