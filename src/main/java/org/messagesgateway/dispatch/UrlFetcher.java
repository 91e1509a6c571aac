package org.messagesgateway.dispatch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.messagesgateway.config.FetchConfig;
import org.messagesgateway.http.UpstreamClient;
import org.messagesgateway.provider.UrlSource;

/**
 * Fetches the images and documents that a request names by URL and a dialect must be given whole, where the operator
 * allows it. Immutable; thread-safe.
 *
 * @param client connects to no internal address but those that {@code config} names
 */
public record UrlFetcher(FetchConfig config, UpstreamClient client, Scheduler scheduler) {

    private static final Logger LOG = System.getLogger(UrlFetcher.class.getName());

    boolean isEnabled() {
        return config.enabled();
    }

    UrlFetch fetch(Reply reply, UrlFetch.Outcome outcome) {
        return new UrlFetch(config, client, scheduler, reply, outcome);
    }

    void log(Reply reply, UrlSource source, String rule) {
        LOG.log(
                Level.WARNING,
                "[{0}] {1} {2}: {3}",
                reply.requestId(),
                source.path(),
                AnswerHeaders.printable(withoutSecrets(source.url())),
                rule);
    }

    /** A query may be a key, and a user has a password. */
    private static String withoutSecrets(String url) {
        return url.replaceFirst("(?s)[?#].*", "").replaceFirst("//[^/]*@", "//");
    }
}
