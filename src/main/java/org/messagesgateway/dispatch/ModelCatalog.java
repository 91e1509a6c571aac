package org.messagesgateway.dispatch;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.messagesgateway.config.ClientConfig;
import org.messagesgateway.http.Headers;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.provider.Target;

/**
 * The models that callers can ask for: those that the configuration names, and those that the providers list for keys
 * without such names. A provider's list is kept for a while; one that cannot be had is left out. Thread-safe.
 */
public final class ModelCatalog {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofMinutes(5);

    private record Listing(List<JsonObject> models, long nanos) {}

    private final Router router;
    private final Adapters adapters;
    private final Upstreams upstreams;
    private final ClientConfig client;
    private final Scheduler scheduler;
    private final Map<String, Listing> kept = new ConcurrentHashMap<>();

    public ModelCatalog(
            Router router, Adapters adapters, Upstreams upstreams, ClientConfig client, Scheduler scheduler) {
        this.router = router;
        this.adapters = adapters;
        this.upstreams = upstreams;
        this.client = client;
        this.scheduler = scheduler;
    }

    /** Collects them, each once, and hands them on, exclusively in the sense of {@code reply}. */
    public void list(Caller caller, Reply reply, Consumer<List<ModelEntry>> then) {
        reply.exclusively(() -> new Collection(caller, reply, then).start());
    }

    /** Whether a model that is not in the list may be served all the same. */
    public boolean mayKnow(String model, Caller caller) {
        return !(caller instanceof Caller.Own)
                && router.provider(model)
                        .filter(provider -> kept.get(provider) == null)
                        .isPresent();
    }

    /** One caller's list in the making. Confined to its reply's exclusive actions. */
    private final class Collection {

        private final Caller caller;
        private final Reply reply;
        private final Consumer<List<ModelEntry>> then;
        private final Map<String, List<JsonObject>> byProvider = new LinkedHashMap<>();
        private final List<Attempt> attempts = new ArrayList<>();
        private int open = 1;

        Collection(Caller caller, Reply reply, Consumer<List<ModelEntry>> then) {
            this.caller = caller;
            this.reply = reply;
            this.then = then;
        }

        void start() {
            reply.whenAbandoned(() -> attempts.forEach(Attempt::abandon));
            for (var target : router.listed(caller)) {
                byProvider.put(target.provider(), List.of());
                ask(target);
            }
            done();
        }

        private void ask(Target target) {
            var listing = kept.get(target.provider());
            var cached = !(caller instanceof Caller.Own);
            if (cached && listing != null && scheduler.nanos() - listing.nanos() < KEPT.toNanos()) {
                byProvider.put(target.provider(), listing.models());
                return;
            }
            adapters.forTarget(target).models(target).ifPresent(request -> {
                open++;
                var attempt = new Attempt(
                        reply,
                        target.within(PATIENCE),
                        new ModelLookup(request),
                        false,
                        client,
                        scheduler,
                        outcome(target, cached));
                attempts.add(attempt);
                attempt.start(upstreams);
            });
        }

        private Attempt.Outcome outcome(Target target, boolean cached) {
            return new Attempt.Outcome() {
                @Override
                public void answered(Headers headers, byte[] answer) {
                    var models = ModelLookup.models(answer);
                    byProvider.put(target.provider(), models);
                    if (cached) {
                        kept.put(target.provider(), new Listing(models, scheduler.nanos()));
                    }
                    done();
                }

                @Override
                public void failed(ApiError error, Headers headers) {
                    done();
                }
            };
        }

        private void done() {
            open--;
            if (open == 0) {
                then.accept(entries());
            }
        }

        private List<ModelEntry> entries() {
            var entries = new LinkedHashMap<String, ModelEntry>();
            router.named(caller).forEach(id -> entries.put(id, new ModelEntry(id, JsonObject.EMPTY_JSON_OBJECT)));
            byProvider.forEach((provider, models) -> models.forEach(model -> {
                var id = router.exposed(provider, String.valueOf(Json.stringOrNull(model, "id")));
                if (router.allows(caller, provider, id)) {
                    entries.put(id, new ModelEntry(id, model));
                }
            }));
            return List.copyOf(entries.values());
        }
    }
}
