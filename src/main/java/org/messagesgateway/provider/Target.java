package org.messagesgateway.provider;

import java.net.URI;
import java.time.Duration;
import org.messagesgateway.config.ModelProfile;
import org.messagesgateway.config.Network;
import org.messagesgateway.config.Profile;
import org.messagesgateway.http.Headers;

/**
 * One upstream that can serve a request. Immutable.
 *
 * @param model the upstream's own name of the model
 * @param baseUrl without the dialect's own path
 */
public record Target(
        String provider, String model, Profile profile, URI baseUrl, Credential credential, Network network) {

    /** {@code path} under the base URL, which may have a path of its own. */
    public URI resolve(String path) {
        var base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** What its dialect has to know of it. */
    public ModelProfile modelProfile() {
        return profile.model(model);
    }

    /** The same upstream, for another of its models. */
    public Target of(String otherModel) {
        return new Target(provider, otherModel, profile, baseUrl, credential, network);
    }

    /** The same, with less patience. */
    public Target within(Duration requestTimeout) {
        return new Target(provider, model, profile, baseUrl, credential, network.within(requestTimeout));
    }

    /** The headers of every call to it: its credential's and the configured ones. */
    public Headers headers() {
        var headers = Headers.builder(credential.headers(profile.keyHeader()));
        network.extraHeaders().forEach((name, value) -> headers.set(name, value.reveal()));
        return headers.build();
    }
}
