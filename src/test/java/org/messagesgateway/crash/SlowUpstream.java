package org.messagesgateway.crash;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.messagesgateway.testing.ScriptedUpstream;
import org.messagesgateway.testing.UpstreamCall;

/** Takes half a second for each answer, says which request it is to, and counts how often each was made. */
final class SlowUpstream implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("number (\\d+)");

    private final Map<Integer, Integer> calls = new ConcurrentHashMap<>();
    private final CountDownLatch middle;
    private final ScriptedUpstream upstream = ScriptedUpstream.start(this::play);

    /** @param middle answers until {@link #awaitMiddle} returns */
    SlowUpstream(int middle) {
        this.middle = new CountDownLatch(middle);
    }

    String uri() {
        return upstream.uri().toString();
    }

    void awaitMiddle() throws InterruptedException {
        if (!middle.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the gateways are too slow");
        }
    }

    /** How often the request of this number has come. */
    int calls(int number) {
        return calls.getOrDefault(number, 0);
    }

    static String request(int number) {
        return """
                {"model":"claude-x","max_tokens":9,"messages":[{"role":"user","content":"number %d"}]}"""
                .formatted(number);
    }

    static String answer(int number) {
        return """
                {"id":"msg_%d","type":"message","role":"assistant","model":"claude-x",\
                "content":[{"type":"text","text":"answer %d"}],"stop_reason":"end_turn","stop_sequence":null,\
                "usage":{"input_tokens":1,"output_tokens":1}}"""
                .formatted(number, number);
    }

    private void play(UpstreamCall call) throws IOException, InterruptedException {
        var number = NUMBER.matcher(call.request().text());
        if (!number.find()) {
            throw new IOException("a request of somebody else's");
        }
        int value = Integer.parseInt(number.group(1));
        calls.merge(value, 1, Integer::sum);
        new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
        call.answer(200, "application/json", answer(value));
        middle.countDown();
    }

    @Override
    public void close() throws IOException {
        upstream.close();
    }
}
