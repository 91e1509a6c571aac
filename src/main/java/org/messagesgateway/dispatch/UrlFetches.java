package org.messagesgateway.dispatch;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.FetchedSource;
import org.messagesgateway.provider.UrlSource;
import org.messagesgateway.provider.UrlSources;

/**
 * What the URLs of one request hold. What was fetched for one target is there for the next. Runs exclusively, in the sense
 * of its reply.
 */
final class UrlFetches {

    private static final int MOST_URLS = 20;
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    /** Blocks that name the same URL share its content. */
    private record Key(UrlSource.Kind kind, String url) {

        static Key of(UrlSource source) {
            return new Key(source.kind(), source.url());
        }
    }

    private final UrlFetcher fetcher;
    private final Reply reply;

    /** Empty where there was nothing to be had. */
    private final Map<Key, Optional<JsonObject>> contents = new HashMap<>();

    private final List<UrlFetch> running = new ArrayList<>();
    private int kept;
    private int left;

    UrlFetches(UrlFetcher fetcher, Reply reply) {
        this.fetcher = fetcher;
        this.reply = reply;
    }

    /**
     * Goes on with the request in which the contents stand for the URLs that are wanted; at once, if none is.
     *
     * @param refused hears, instead, why content of the newest turns cannot be had
     */
    void complete(
            Inbound inbound,
            Predicate<UrlSource> wanted,
            Consumer<Supplier<Inbound>> then,
            Consumer<ApiException> refused) {
        if (!fetcher.isEnabled()) {
            then.accept(() -> inbound);
            return;
        }
        var body = parse(inbound.body());
        var sources = UrlSources.in(body).stream().filter(wanted).toList();
        if (sources.isEmpty()) {
            then.accept(() -> inbound);
            return;
        }
        var due = due(sources);
        Runnable whole = () -> then.accept(() -> with(body, wanted, inbound));
        left = due.size();
        if (left == 0) {
            whole.run();
        }
        for (var source : due) {
            if (left > 0) {
                fetch(source, whole, refused);
            }
        }
    }

    /** What is wrong with the body is the adapter's to say. */
    private static JsonObject parse(byte[] body) {
        try {
            return Json.parseObject(body);
        } catch (JsonSyntaxException e) {
            return Json.object().build();
        }
    }

    /** Each once; of those in history only the latest, if they are many. */
    private List<UrlSource> due(List<UrlSource> sources) {
        var due = new LinkedHashMap<Key, UrlSource>();
        var latestFirst = new ArrayList<>(sources);
        Collections.reverse(latestFirst);
        for (var source : latestFirst) {
            if (!contents.containsKey(Key.of(source)) && (source.isNew() || due.size() < MOST_URLS)) {
                due.putIfAbsent(Key.of(source), source);
            }
        }
        if (due.size() > MOST_URLS) {
            throw ApiException.invalid("messages: at most " + MOST_URLS + " URLs of images and documents are fetched");
        }
        return List.copyOf(due.values());
    }

    private Inbound with(JsonObject body, Predicate<UrlSource> wanted, Inbound inbound) {
        return inbound.with(Json.bytes(UrlSources.replaced(
                body,
                source -> wanted.test(source)
                        ? contents.getOrDefault(Key.of(source), Optional.empty())
                        : Optional.empty())));
    }

    private void fetch(UrlSource source, Runnable whole, Consumer<ApiException> refused) {
        var fetch = fetcher.fetch(reply, new UrlFetch.Outcome() {
            @Override
            public void fetched(String contentType, byte[] content) {
                var found = FetchedSource.of(source.kind(), contentType, content);
                if (found.isEmpty()) {
                    refused(rule(source.kind()));
                } else {
                    settle(found);
                }
            }

            @Override
            public void refused(String rule) {
                fetcher.log(reply, source, rule);
                if (source.isNew()) {
                    cancel();
                    refused.accept(ApiException.invalid(source.path() + ".source.url: " + rule));
                } else {
                    settle(Optional.empty());
                }
            }

            private void settle(Optional<JsonObject> found) {
                contents.put(Key.of(source), found);
                left--;
                if (left == 0) {
                    running.clear();
                    whole.run();
                }
            }

            @Override
            public boolean mayKeep(int bytes) {
                kept += bytes;
                return kept <= MOST_BYTES;
            }
        });
        running.add(fetch);
        fetch.start(source.url());
    }

    private static String rule(UrlSource.Kind kind) {
        return switch (kind) {
            case IMAGE -> "what the URL holds is not an image in PNG, JPEG, GIF or WebP";
            case DOCUMENT -> "what the URL holds is neither a PDF nor plain text in UTF-8";
        };
    }

    /** Nobody waits for them any more. */
    void cancel() {
        left = 0;
        running.forEach(UrlFetch::cancel);
        running.clear();
    }
}
