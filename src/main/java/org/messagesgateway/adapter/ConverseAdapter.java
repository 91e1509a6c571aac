package org.messagesgateway.adapter;

import java.util.Optional;
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

/** Amazon Bedrock's {@code Converse}; how families of models differ is in the profile. Thread-safe. */
@Adapter
@Dialect("converse")
final class ConverseAdapter implements ProviderAdapter {

    @Override
    public Translation translate(Inbound inbound, Target target) {
        var request = NormalForm.of(MessagesRequestReader.read(inbound));
        return ConverseTranslation.of(request, inbound.betas(), target);
    }

    /** Models are listed by another service, on another host. */
    /** Bedrock fetches nothing. */
    @Override
    public boolean needsContent(UrlSource source, Target target) {
        return true;
    }

    @Override
    public Optional<UpstreamRequest> models(Target target) {
        return Optional.empty();
    }
}
