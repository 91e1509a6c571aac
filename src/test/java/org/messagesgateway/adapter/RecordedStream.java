package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamGrammar;
import org.messagesgateway.provider.Translation;

/**
 * What holds for every stream of every dialect, wherever its bytes are split or cut.
 *
 * @param translate the request that the stream answers, anew for each run
 */
record RecordedStream(Supplier<Translation> translate, byte[] bytes) {

    private static final List<Integer> PIECES = List.of(1, 2, 3, 7);
    private static final int CUTS = 6;

    /** The events of a stream that came whole, after all that holds for it was checked. */
    List<StreamEvent> check() {
        var whole = events(bytes, 0);
        StreamGrammar.check(whole);
        for (var size : PIECES) {
            assertThat(withoutIds(events(bytes, size)))
                    .as("in pieces of %d", size)
                    .isEqualTo(withoutIds(whole));
        }
        for (var cut = 0; cut < CUTS; cut++) {
            checkCut(bytes.length * cut / CUTS);
        }
        return whole;
    }

    /** A stream that breaks off is a failure, or was whole already; never a word that is not of the grammar. */
    private void checkCut(int length) {
        var events = events(Arrays.copyOf(bytes, length), 0);
        if (!StreamGrammar.check(events)) {
            assertThat(events.get(events.size() - 1)).isInstanceOf(StreamEvent.Failure.class);
        }
    }

    private List<StreamEvent> events(byte[] bytes, int size) {
        return ChatCase.stream(translate.get(), bytes, size);
    }

    /** A signature may name its call, whose id is made up where the upstream gave none. */
    private static String withoutIds(List<StreamEvent> events) {
        return Recordings.withoutIds(events.toString()).replaceAll("gw1\\.gemini-call\\.[\\w-]+", "gw1");
    }
}
