package org.messagesgateway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.messagesgateway.json.Json;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.SseClient;

/** 200 clients that leave in mid-stream, beside 200 that stay and must not notice. */
final class CrowdCheck {

    private static final int PAIRS = 200;
    private static final int AT_ONCE = 16;
    private static final int DELTAS = 40;

    private CrowdCheck() {}

    static String run(RunningServer server, ScriptedUpstream upstream) throws Exception {
        upstream.plays(echo());
        var clients = new ArrayList<Callable<String>>();
        for (int i = 0; i < PAIRS; i++) {
            var name = "client-" + i;
            clients.add(() -> leave(server, name + "-leaving"));
            clients.add(() -> stay(server, name + "-staying"));
        }
        var pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var broken = new ArrayList<String>();
            for (var client : pool.invokeAll(clients)) {
                if (!client.get().isEmpty()) {
                    broken.add(client.get());
                }
            }
            assertThat(broken).as("streams of clients that stayed").isEmpty();
        } finally {
            pool.shutdownNow();
        }
        assertThat(Deadline.isMet(Duration.ofSeconds(20), () -> upstream.openCalls() == 0))
                .as(upstream.openCalls() + " upstream calls left open")
                .isTrue();
        return Check.PASS;
    }

    /** Streams the request's own words, an event about every millisecond. */
    private static Script echo() {
        return call -> {
            var text = Json.parseObject(call.request().text())
                    .getJsonArray("messages")
                    .getJsonObject(0)
                    .getString("content");
            call.startStream();
            for (var piece : Sample.stream(text, DELTAS)) {
                call.send(piece);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            call.end();
        };
    }

    private static String leave(RunningServer server, String name) throws IOException {
        var client = open(server, name);
        client.nextContent();
        client.reset();
        return "";
    }

    /** What is wrong with the stream, or nothing. */
    private static String stay(RunningServer server, String name) {
        try (var client = open(server, name)) {
            if (client.status() != 200) {
                return name + ": " + client.status() + " " + client.body();
            }
            var events = client.rest();
            var deltas = events.stream()
                    .filter(event -> event.name().equals("content_block_delta"))
                    .toList();
            var isWhole = deltas.size() == DELTAS
                    && deltas.stream().allMatch(event -> event.data().contains("\"" + name + "\""))
                    && events.get(events.size() - 1).name().equals("message_stop");
            return isWhole ? "" : name + ": " + events;
        } catch (IOException e) {
            return name + ": " + e;
        }
    }

    private static SseClient open(RunningServer server, String name) throws IOException {
        return SseClient.post(server.uri("/v1/messages"), Sample.request(name, true));
    }
}
