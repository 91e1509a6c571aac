package org.messagesgateway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.h2.Driver;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** Background jobs: the database and the cache inside the server. */
final class JobChecks {

    private JobChecks() {}

    static String job(RunningServer server, ScriptedUpstream upstream) throws Exception {
        upstream.plays(Script.json(200, Sample.MESSAGE));
        var path = "/anthropic/v1/messages";
        var submitted = server.send("POST", path, Sample.request("Hello", false), "x-bf-async", "true");
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(200);
        var id = submitted.headers().firstValue("x-bf-async-id").orElseThrow();
        for (var wait : new String[] {"wait=30", "wait=0"}) {
            var answer = server.send("POST", path, "{}", "x-bf-async-id", id, "prefer", wait);
            assertThat(answer.body()).isEqualTo(Sample.MESSAGE);
            assertThat(answer.headers().firstValue("x-bf-async-status")).hasValue("completed");
        }
        assertThat(server.send("DELETE", path + "/async/" + id, "").statusCode())
                .isEqualTo(200);
        return Check.PASS;
    }

    /** The same with a data source that the server binds. */
    static String jndi(RunningServer server, ScriptedUpstream upstream) throws Exception {
        if (!server.server().folder().equals("tomcat")) {
            return "not tried";
        }
        var folder = Files.createTempDirectory("gateway-jobs");
        var url = "jdbc:h2:file:" + folder.resolve("jobs");
        var driver = Path.of(
                Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var other = RunningServer.start(server.server(), upstream.uri(), driver, url);
        try {
            job(other, upstream);
        } finally {
            other.stop();
        }
        try (var connection = Driver.load().connect(url, user());
                var row = connection.createStatement().executeQuery("SELECT COUNT(*) FROM gateway_deleted")) {
            assertThat(row.next() && row.getInt(1) == 1)
                    .as("the job was in the server's database")
                    .isTrue();
        }
        return Check.PASS;
    }

    private static Properties user() {
        var properties = new Properties();
        properties.setProperty("user", "gateway");
        properties.setProperty("password", "");
        return properties;
    }
}
