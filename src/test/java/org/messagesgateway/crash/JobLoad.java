package org.messagesgateway.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.messagesgateway.testing.GatewayNode;

/** Callers that submit jobs, remember which were acknowledged and by whom, and read their results. */
final class JobLoad implements AutoCloseable {

    private static final int CALLERS = 24;

    private record Acknowledged(int number, GatewayNode by) {}

    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    /**
     * Begins to submit. What was not acknowledged is submitted anew, as a job of its own.
     *
     * @param wanted acknowledgements, shared among the gateways
     * @param instead whom to ask when a gateway is gone; may wait
     */
    List<Future<Integer>> submit(int wanted, List<GatewayNode> gateways, UnaryOperator<GatewayNode> instead) {
        var left = new Semaphore(wanted);
        var submitting = new ArrayList<Future<Integer>>();
        for (int i = 0; i < CALLERS; i++) {
            var first = gateways.get(i % gateways.size());
            submitting.add(callers.submit(() -> submitSome(left, first, instead)));
        }
        return submitting;
    }

    private int submitSome(Semaphore left, GatewayNode first, UnaryOperator<GatewayNode> instead) throws Exception {
        int count = 0;
        for (; left.tryAcquire(); count++) {
            var gateway = first;
            while (!submitted(gateway)) {
                gateway = instead.apply(gateway);
            }
        }
        return count;
    }

    private boolean submitted(GatewayNode gateway) throws InterruptedException {
        int number = numbers.incrementAndGet();
        try {
            var answer = gateway.post(SlowUpstream.request(number), "x-bf-async", "true");
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            var id = answer.headers().firstValue("x-bf-async-id").orElseThrow();
            acknowledged.put(id, new Acknowledged(number, gateway));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** Reads every result from {@code reader}'s choice of gateway; what is not the right one is a line. */
    List<String> losses(UnaryOperator<GatewayNode> reader) throws InterruptedException, ExecutionException {
        var reading = new ArrayList<Callable<String>>();
        acknowledged.forEach((id, job) -> reading.add(() -> loss(id, job, reader.apply(job.by()))));
        var losses = new ArrayList<String>();
        for (var read : callers.invokeAll(reading)) {
            if (!read.get().isEmpty()) {
                losses.add(read.get());
            }
        }
        return losses;
    }

    private static String loss(String id, Acknowledged job, GatewayNode reader) throws Exception {
        var answer = reader.post("", "x-bf-async-id", id, "prefer", "wait=60");
        var isRight = answer.body().equals(SlowUpstream.answer(job.number()));
        return isRight ? "" : id + " " + answer.statusCode() + " " + answer.body();
    }

    /** How many were run more than once. */
    long repeated(SlowUpstream upstream) {
        return acknowledged.values().stream()
                .filter(job -> upstream.calls(job.number()) > 1)
                .count();
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }
}
