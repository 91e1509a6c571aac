package org.messagesgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ApacheCallTest {

    private static final int MUCH = 16 * 1024;

    private final List<Integer> credited = new ArrayList<>();

    @Test
    void whatWasReadIsCreditedToAnUpstreamWhoseListenerWantsMore() throws Exception {
        call(() -> true).consume(ByteBuffer.allocate(MUCH));

        assertThat(credited).containsExactly(MUCH);
    }

    @Test
    void littleIsCreditedWhenMoreHasComeOrTheWindowIsUsedUp() throws Exception {
        var call = call(() -> true);
        call.consume(ByteBuffer.allocate(MUCH - 1));
        assertThat(credited).isEmpty();

        call.consume(ByteBuffer.allocate(1));
        call.consume(ByteBuffer.allocate(2));
        call.updateCapacity(credited::add);

        assertThat(credited).containsExactly(MUCH, 2);
    }

    @Test
    void whatWasReadIsCreditedWhenTheListenerThatWaitsIsResumed() throws Exception {
        var call = call(() -> false);
        call.consume(ByteBuffer.allocate(MUCH));
        assertThat(credited).isEmpty();

        call.resume();

        assertThat(credited).containsExactly(MUCH);
    }

    @Test
    void aListenerThatIsResumedBeforeItHasSaidThatItWaitsIsNotForgotten() throws Exception {
        var calls = new ArrayList<ApacheCall>();
        calls.add(call(() -> {
            calls.get(0).resume();
            return false;
        }));

        calls.get(0).consume(ByteBuffer.allocate(MUCH));

        assertThat(credited).containsExactly(MUCH);
    }

    private ApacheCall call(BooleanSupplier wantsMore) throws Exception {
        var call = new ApacheCall(
                new UpstreamListener() {
                    @Override
                    public void head(int status, Headers headers) {}

                    @Override
                    public boolean data(ByteBuffer bytes) {
                        return wantsMore.getAsBoolean();
                    }

                    @Override
                    public void end() {}

                    @Override
                    public void failed(UpstreamException failure) {}
                },
                over -> {});
        call.updateCapacity(credited::add);
        return call;
    }
}
