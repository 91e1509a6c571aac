package org.messagesgateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {

    private final ManualScheduler time = new ManualScheduler();
    private int silences;
    private final SilenceWatch watch =
            new SilenceWatch(new ListReply(), time, Duration.ofSeconds(10), () -> silences++).start();

    @Test
    void silenceIsNoticedEachTimeThatItHasLasted() {
        time.pass(9);
        assertThat(silences).isZero();
        time.pass(1);
        assertThat(silences).isEqualTo(1);
        time.pass(20);
        assertThat(silences).isEqualTo(3);
    }

    @Test
    void aTouchPutsItOffWithoutAnotherTimer() {
        time.pass(6);
        watch.touch();
        assertThat(time.pending()).isEqualTo(1);
        time.pass(9);
        assertThat(silences).isZero();
        time.pass(1);
        assertThat(silences).isEqualTo(1);
    }

    @Test
    void nothingIsLeftAfterTheEnd() {
        watch.stop();
        watch.stop();
        assertThat(time.pending()).isZero();
        time.pass(100);
        assertThat(silences).isZero();
    }
}
