package org.messagesgateway.messages;

import java.util.concurrent.TimeUnit;
import org.messagesgateway.bench.Payloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The one scan that every request gets, of 1 KB and of 100 KB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EnvelopeBenchmark {

    private final byte[] small = Payloads.question("m", false, 1024);
    private final byte[] large = Payloads.agentRequest("m");

    @Benchmark
    public Envelope small() {
        return EnvelopeReader.read(small, "2023-06-01");
    }

    @Benchmark
    public Envelope large() {
        return EnvelopeReader.read(large, "2023-06-01");
    }
}
