package org.messagesgateway.servers;

import static org.assertj.core.api.Assertions.assertThat;

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
}
