package org.messagesgateway.provider;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.MessageAccumulator;
import org.messagesgateway.messages.MessageWriter;

/**
 * A translation into another dialect, of its parts. A whole answer runs through the same events as a streamed one, and is
 * what a client would accumulate from them. Confined to one exchange; not thread-safe.
 *
 * @param whole reads a whole answer and says what it sees
 * @param streamed makes the translator of a streamed one
 */
public record TranslatedExchange(
        UpstreamRequest request,
        List<String> dropped,
        UpstreamErrors errors,
        BiConsumer<UpstreamResponse, EventSink> whole,
        Function<EventSink, StreamTranslator> streamed)
        implements Translation {

    public TranslatedExchange {
        dropped = List.copyOf(dropped);
    }

    @Override
    public byte[] answer(UpstreamResponse response) {
        var message = new MessageAccumulator();
        whole.accept(response, message::accept);
        return MessageWriter.json(message.message());
    }

    @Override
    public StreamTranslator stream(EventSink out) {
        return streamed.apply(out);
    }

    @Override
    public ApiError error(UpstreamResponse response) {
        return errors.of(response);
    }
}
