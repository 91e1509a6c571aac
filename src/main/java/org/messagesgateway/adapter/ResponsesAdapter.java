package org.messagesgateway.adapter;

import java.util.Optional;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.messages.MessagesRequestReader;
import org.messagesgateway.provider.Adapter;
import org.messagesgateway.provider.Counting;
import org.messagesgateway.provider.Dialect;
import org.messagesgateway.provider.NormalForm;
import org.messagesgateway.provider.ProviderAdapter;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.provider.UrlSource;

/** OpenAI's Responses, on OpenAI, Azure and servers compatible with them. Thread-safe. */
@Adapter
@Dialect("responses")
final class ResponsesAdapter implements ProviderAdapter {

    @Override
    public Translation translate(Inbound inbound, Target target) {
        return ResponsesTranslation.of(NormalForm.of(MessagesRequestReader.read(inbound)), target);
    }

    @Override
    public Optional<Counting> count(Inbound inbound, Target target) {
        return Optional.of(
                ResponsesTranslation.counting(NormalForm.of(MessagesRequestReader.readPrompt(inbound)), target));
    }

    @Override
    public boolean needsContent(UrlSource source, Target target) {
        return source.kind() == UrlSource.Kind.DOCUMENT
                && !target.modelProfile().responses().fileUrls();
    }

    @Override
    public Optional<UpstreamRequest> models(Target target) {
        return Optional.of(new UpstreamRequest("GET", target.resolve("/models"), target.headers(), new byte[0]));
    }
}
