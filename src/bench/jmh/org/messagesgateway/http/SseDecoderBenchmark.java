package org.messagesgateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One event of 120 bytes, in one piece or in several. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SseDecoderBenchmark {

    private static final byte[] EVENT = ("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                    + "\"delta\":{\"type\":\"text_delta\",\"text\":\"sixteen letters \"}}\n\n")
            .getBytes(StandardCharsets.UTF_8);

    @Param({"1000", "50"})
    int pieceSize;

    private final SseDecoder decoder = new SseDecoder(1024 * 1024);

    @Benchmark
    public void event(Blackhole frames) throws UpstreamException {
        for (int start = 0; start < EVENT.length; start += pieceSize) {
            decoder.decode(
                    ByteBuffer.wrap(EVENT, start, Math.min(pieceSize, EVENT.length - start)), frames::consume);
        }
    }
}
