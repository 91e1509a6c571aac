package org.messagesgateway.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** The built WAR, unchanged, on every server: {@code mvn verify -Pservers [-Dserver=tomcat-11,wildfly-39]}. */
class ServerMatrix {

    private static final ResultTable RESULTS = new ResultTable();

    @TestFactory
    Stream<DynamicNode> servesTheSameWarOnEveryServer() {
        return Server.chosen().stream().map(server -> dynamicContainer(server.id(), new Visit(server).tests()));
    }

    @AfterAll
    static void printTheTable() throws IOException {
        RESULTS.write(Path.of("target/servers/results.md"));
    }

    private static Map<String, Check> checks() {
        var checks = new LinkedHashMap<String, Check>();
        checks.put("listens on 127.0.0.1 only", AnswerChecks::loopback);
        checks.put("JSON answer", AnswerChecks::json);
        checks.put("stream: largest lag of an event", StreamChecks::lag);
        checks.put("errors in the envelope", ErrorChecks::envelope);
        checks.put("malformed path (`%zz`)", ErrorChecks::malformedPath);
        checks.put("`%2F` in a model's name", AnswerChecks::encodedSlash);
        checks.put("20 MB body", AnswerChecks::largeBody);
        checks.put("40 MB body: 413", AnswerChecks::tooLargeBody);
        checks.put("body that nothing reads: no answer lost", UnreadBodyCheck::run);
        checks.put("250 slow uploads: others do not wait", SlowUploadCheck::run);
        checks.put("client leaves: upstream call cancelled", StreamChecks::departure);
        checks.put("200 streams whole beside 200 aborted", CrowdCheck::run);
        checks.put("background job", JobChecks::job);
        checks.put("background job in the server's database, by JNDI", JobChecks::jndi);
        checks.put("undeploy, redeploy", DeployChecks::redeploy);
        checks.put("at the root context", DeployChecks::root);
        return checks;
    }

    /** One server, from its start to its stop. The tests run in order, each before the next is made. */
    private static final class Visit {

        private final Server server;
        private ScriptedUpstream upstream;
        private RunningServer running;

        Visit(Server server) {
            this.server = server;
        }

        List<DynamicTest> tests() {
            var tests = new ArrayList<DynamicTest>();
            tests.add(dynamicTest("starts", this::start));
            checks().forEach((name, check) -> tests.add(dynamicTest(name, () -> run(name, check))));
            tests.add(dynamicTest("stops", this::stop));
            return tests;
        }

        private void start() throws Exception {
            assumeTrue(
                    !server.needsNewerJdk() || NewerJdk.home().isPresent(), "no JDK of 21 or later: -Dnewer.jdk=DIR");
            upstream = ScriptedUpstream.start(Script.silence());
            running = RunningServer.start(server, upstream.uri());
        }

        private void run(String name, Check check) throws Exception {
            assumeTrue(running != null, "the server did not start");
            RESULTS.put(server, name, "**fails**");
            RESULTS.put(server, name, check.run(running, upstream));
        }

        private void stop() throws Exception {
            if (running != null) {
                running.stop();
            }
            if (upstream != null) {
                upstream.close();
            }
        }
    }
}
