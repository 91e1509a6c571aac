package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.messagesgateway.config.MessagesProfile;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.messages.MessagesRequestReader;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;

/** One request to an upstream that speaks Messages. Confined to one exchange; not thread-safe. */
final class ForwardedExchange implements Translation {

    private static final Pattern DATE = Pattern.compile("-(\\d{8})$");

    private final Inbound inbound;
    private final Target target;
    private final MessagesProfile host;
    private final String name;
    private final Dropped drops = new Dropped();
    private final ForwardedBetas betas;
    private final ForwardedModel model;
    private final ForwardedErrors errors;
    private final byte[] body;

    ForwardedExchange(Inbound inbound, Target target) {
        this(inbound, target, target.modelProfile().messages());
    }

    ForwardedExchange(Inbound inbound, Target target, MessagesProfile host) {
        this.inbound = inbound;
        this.target = target;
        this.host = host;
        this.name = host.atDates() ? DATE.matcher(target.model()).replaceFirst("@$1") : target.model();
        this.betas = ForwardedBetas.of(inbound.betas(), host, drops);
        this.model = ForwardedModel.of(inbound);
        this.errors = new ForwardedErrors(target, inbound.envelope().model());
        inbound.others().keySet().stream()
                .filter(name -> !host.takesHeader(name))
                .forEach(drops::add);
        this.body = ForwardedBody.of(inbound, name, host, betas, drops);
    }

    @Override
    public UpstreamRequest request() {
        return UpstreamRequest.postJson(uri(), headers(), body);
    }

    /** The caller's word for a model must not reach beyond its own segment of the path. */
    private URI uri() {
        var path = inbound.envelope().stream() ? host.streamPath() : host.path();
        var segment = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@");
        return target.resolve(path.replace(MessagesProfile.MODEL, segment));
    }

    private Headers headers() {
        var headers = Headers.builder();
        inbound.others().forEach((name, value) -> {
            if (host.takesHeader(name)) {
                headers.set(name, value);
            }
        });
        target.headers().forEach(headers::set);
        if (host.takesHeader("anthropic-version")) {
            headers.set("anthropic-version", inbound.version());
        }
        if (!betas.flags().isEmpty() && !host.betasInBody()) {
            headers.set("anthropic-beta", String.join(",", betas.flags()));
        }
        headers.set("accept", inbound.envelope().stream() ? mediaType() : "application/json");
        return headers.build();
    }

    private String mediaType() {
        return ForwardedStream.decoder(host.framing()).mediaType();
    }

    @Override
    public List<String> dropped() {
        return drops.paths();
    }

    @Override
    public byte[] answer(UpstreamResponse response) {
        try {
            var answer = model.inMessage(ForwardedChunk.withoutMetrics(response.body()));
            if (!answer.isMessage()) {
                throw new ApiException(noMessage(Json.parseObject(answer.json())));
            }
            return answer.json();
        } catch (JsonSyntaxException e) {
            throw new ApiException(errors.failure("the answer is " + e.getMessage()));
        }
    }

    private ApiError noMessage(JsonObject answer) {
        return answer.containsKey("error") ? errors.inBand(answer) : errors.failure("the answer is no message");
    }

    @Override
    public StreamTranslator stream(EventSink out) {
        return new ForwardedStream(host.framing(), this::start, errors, out);
    }

    /** The data of a {@code message_start} with what clients read there. */
    private byte[] start(byte[] event) {
        return ForwardedStart.complete(model.inStart(event), this::estimate);
    }

    private long estimate() {
        try {
            return MessageStream.Opening.of(MessagesRequestReader.readPrompt(inbound))
                    .inputEstimate()
                    .getAsLong();
        } catch (ApiException e) {
            return 0; // The upstream understands more of it than we do.
        }
    }

    @Override
    public ApiError error(UpstreamResponse response) {
        return errors.of(response);
    }
}
