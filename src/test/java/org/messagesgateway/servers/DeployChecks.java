package org.messagesgateway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.messagesgateway.testing.ScriptedUpstream;

/** The application's life inside a server that goes on running. */
final class DeployChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private DeployChecks() {}

    static String redeploy(RunningServer server, ScriptedUpstream upstream) throws Exception {
        if (!server.server().watchesForWars()) {
            return "not tried: the server takes no WAR while it runs";
        }
        assertThat(threads(server)).as("threads while deployed").isNotEmpty();
        long loaded = constants(server);
        undeploy(server, "anthropic.war");
        assertThat(Deadline.isMet(Duration.ofSeconds(20), () -> threads(server).isEmpty()))
                .as("threads left behind: " + threads(server))
                .isTrue();
        deploy(server, "anthropic.war");
        AnswerChecks.json(server, upstream);
        // Compares records, as the application before did.
        JobChecks.job(server, upstream);
        var isUnloaded = Deadline.isMet(Duration.ofSeconds(30), () -> constants(server) <= loaded);
        return isUnloaded ? Check.PASS : "pass, but the old class loader is still held";
    }

    /** At the root context, where the gateway itself serves {@code /anthropic}. */
    static String root(RunningServer server, ScriptedUpstream upstream) throws Exception {
        if (!List.of("tomcat", "jetty").contains(server.server().folder())) {
            return "not tried";
        }
        undeploy(server, "anthropic.war");
        deploy(server, "ROOT.war");
        AnswerChecks.jsonAt(server, upstream, "/anthropic/v1/messages");
        AnswerChecks.jsonAt(server, upstream, "/v1/messages");
        return Check.PASS;
    }

    private static void deploy(RunningServer server, String war) throws Exception {
        server.deploy(war);
        assertThat(Deadline.isMet(PATIENCE, server::isLive))
                .as(war + " was deployed")
                .isTrue();
    }

    private static void undeploy(RunningServer server, String war) throws Exception {
        server.undeploy(war);
        assertThat(Deadline.isMet(PATIENCE, () -> !server.isLive()))
                .as(war + " was undeployed")
                .isTrue();
    }

    /** The threads in the server that are the gateway's by their name, or run its code or its libraries'. */
    private static List<String> threads(RunningServer server) throws IOException {
        return Arrays.stream(server.process().jcmd("Thread.print").split("\n\n"))
                .filter(thread -> thread.startsWith("\"gateway-")
                        || thread.contains("at org.messagesgateway.")
                        || thread.contains("at org.apache.hc."))
                .map(thread -> thread.lines().findFirst().orElse(""))
                .toList();
    }

    /**
     * How many constants of one of the gateway's enums live: twice as many while two of its class loaders do. Counted
     * only after redeployment, as Java 17 itself holds the class loader that last compared records.
     */
    private static long constants(RunningServer server) throws IOException {
        return server.process()
                .jcmd("GC.class_histogram")
                .lines()
                .filter(line -> line.endsWith(" org.messagesgateway.messages.ErrorType"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[1]))
                .sum();
    }
}
