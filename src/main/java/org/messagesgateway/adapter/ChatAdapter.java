package org.messagesgateway.adapter;

import java.util.Optional;
import org.messagesgateway.config.ChatProfile.PdfPart;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.messages.MessagesRequestReader;
import org.messagesgateway.provider.Adapter;
import org.messagesgateway.provider.Dialect;
import org.messagesgateway.provider.NormalForm;
import org.messagesgateway.provider.ProviderAdapter;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.provider.UrlSource;

/** OpenAI's Chat Completions and every server compatible with it; how each differs is in its profile. Thread-safe. */
@Adapter
@Dialect("chat")
final class ChatAdapter implements ProviderAdapter {

    @Override
    public Translation translate(Inbound inbound, Target target) {
        return ChatTranslation.of(NormalForm.of(MessagesRequestReader.read(inbound)), target);
    }

    @Override
    public boolean needsContent(UrlSource source, Target target) {
        var profile = target.modelProfile().chat();
        return switch (source.kind()) {
            case IMAGE -> profile.images() && !profile.imageUrls();
            case DOCUMENT -> profile.pdf() == PdfPart.NONE || profile.pdf() == PdfPart.FILE;
        };
    }

    @Override
    public Optional<UpstreamRequest> models(Target target) {
        return Optional.of(new UpstreamRequest("GET", target.resolve("/models"), target.headers(), new byte[0]));
    }
}
