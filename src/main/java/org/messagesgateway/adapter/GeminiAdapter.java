package org.messagesgateway.adapter;

import jakarta.inject.Inject;
import java.util.Optional;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.messages.MessagesRequestReader;
import org.messagesgateway.provider.Adapter;
import org.messagesgateway.provider.CallSignatures;
import org.messagesgateway.provider.Counting;
import org.messagesgateway.provider.Dialect;
import org.messagesgateway.provider.NormalForm;
import org.messagesgateway.provider.ProviderAdapter;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.provider.UrlSource;

/** Google's {@code generateContent}; how generations of models differ is in the profile. Thread-safe. */
@Adapter
@Dialect("gemini")
final class GeminiAdapter implements ProviderAdapter {

    private final CallSignatures signatures;

    @Inject
    GeminiAdapter(CallSignatures signatures) {
        this.signatures = signatures;
    }

    @Override
    public Translation translate(Inbound inbound, Target target) {
        var request = NormalForm.of(MessagesRequestReader.read(inbound));
        return GeminiTranslation.of(GeminiKeptSignatures.restored(request, signatures), target, signatures);
    }

    @Override
    public Optional<Counting> count(Inbound inbound, Target target) {
        return Optional.of(
                GeminiTranslation.counting(NormalForm.of(MessagesRequestReader.readPrompt(inbound)), target));
    }

    @Override
    public boolean needsContent(UrlSource source, Target target) {
        return !target.modelProfile().gemini().fileUrls() && !source.url().startsWith("gs://");
    }

    @Override
    public Optional<UpstreamRequest> models(Target target) {
        var profile = target.modelProfile().gemini();
        var uri = target.resolve(profile.path() + "?pageSize=1000");
        return Optional.of(new UpstreamRequest("GET", uri, target.headers(), new byte[0]))
                .filter(request -> profile.listing());
    }
}
