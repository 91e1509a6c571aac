package org.messagesgateway.provider;

import java.util.concurrent.TimeUnit;
import org.messagesgateway.messages.StopReason;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A stream of 200 pieces of text, and one of a tool call in 200 pieces. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MessageStreamBenchmark {

    private static final int PIECES = 200;
    private static final MessageStream.Opening OPENING =
            new MessageStream.Opening("msg_1", "m", () -> 9, ThinkingDisplay.SHOWN);

    @Benchmark
    public void text(Blackhole events) {
        var stream = new MessageStream(OPENING, events::consume);
        for (int i = 0; i < PIECES; i++) {
            stream.text("sixteen letters ");
        }
        stream.stop(StopReason.END_TURN, null);
        stream.end();
    }

    @Benchmark
    public void toolCall(Blackhole events) {
        var stream = new MessageStream(OPENING, events::consume);
        stream.toolCall("0", "toolu_1", "search");
        stream.toolArguments("0", "{\"query\":\"");
        for (int i = 0; i < PIECES; i++) {
            stream.toolArguments("0", "sixteen letters ");
        }
        stream.toolArguments("0", "\"}");
        stream.stop(StopReason.TOOL_USE, null);
        stream.end();
    }
}
