package org.messagesgateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One scenario beside nginx: the same load in turn on both, several rounds; what counts is the median of the rounds'
 * ratios, since what else the machine does weighs on neighbours alike.
 *
 * @param reach the highest ratio that is good enough
 */
record Ratio(String name, String title, double reach, Upstream upstream, byte[] body, Load load) {

    /** What the rounds say: medians, and the median of the ratios. */
    record Result(Ratio scenario, Sample nginx, Sample gateway, double ratio) {}

    Result measure(World world, Server gateway, Effort effort) throws IOException, InterruptedException {
        var baseline = world.nginx(upstream);
        var subject = World.gateway(gateway);
        load.run(baseline, body, 1);
        effort.warmUp(load, subject, body);
        var theirs = new ArrayList<Sample>();
        var ours = new ArrayList<Sample>();
        for (int round = 0; round < effort.rounds(); round++) {
            theirs.add(load.run(baseline, body, effort.seconds()));
            ours.add(load.run(subject, body, effort.seconds()));
        }
        var ratios = new double[theirs.size()];
        Arrays.setAll(ratios, i -> ours.get(i).cpuMicros() / theirs.get(i).cpuMicros());
        return new Result(this, median(theirs), median(ours), median(ratios));
    }

    /** Each number's own median. */
    static Sample median(List<Sample> samples) {
        return new Sample(
                median(samples, Sample::cpuMicros),
                median(samples, Sample::perSecond),
                median(samples, Sample::p50),
                median(samples, Sample::p99));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> number) {
        return median(samples.stream().mapToDouble(number).toArray());
    }

    static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
