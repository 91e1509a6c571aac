package org.messagesgateway.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.messagesgateway.config.CloudAccess;
import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.config.KeyAccess;
import org.messagesgateway.config.ProviderConfig;
import org.messagesgateway.config.ProviderKey;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.provider.Credential;
import org.messagesgateway.provider.Target;

/**
 * Finds the upstreams for a model name: {@code provider/model}; else the provider whose key names the model; else
 * {@code anthropic} for {@code claude*}; else the default provider. Thread-safe.
 */
public final class Router {

    private static final String ANTHROPIC = "anthropic";

    private final GatewayConfig config;
    private final ProviderConfig anthropic;
    private final DoubleSupplier random;

    /**
     * @param anthropic where callers with a key of their own go
     * @param random evenly spread over [0, 1), to weigh keys
     */
    public Router(GatewayConfig config, ProviderConfig anthropic, DoubleSupplier random) {
        this.config = config;
        this.anthropic = anthropic;
        this.random = random;
    }

    /** @throws ApiException 404 if no rule names an upstream, 403 if the caller's key does not allow it */
    Route route(String model, Caller caller) {
        if (caller instanceof Caller.Own own) {
            return new Route(List.of(target(anthropic, withoutPrefix(ANTHROPIC, model), own.key())));
        }
        var choice = choose(model).orElseThrow(() -> notFound(model));
        if (!allows(caller, choice.provider().name(), choice.model())) {
            throw new ApiException(new ApiError(
                    ErrorType.PERMISSION_ERROR, "model: " + model + " is not allowed for this virtual key"));
        }
        return new Route(choice.targets(random));
    }

    /** The provider that a model goes to, by name alone. */
    Optional<String> provider(String model) {
        return choose(model).map(choice -> choice.provider().name());
    }

    /** The models that the configuration names and the caller may use, by the names to ask for them. */
    List<String> named(Caller caller) {
        if (caller instanceof Caller.Own) {
            return List.of();
        }
        return config.providers().values().stream()
                .flatMap(provider -> provider.keys().stream()
                        .flatMap(key -> Stream.concat(key.models().stream(), key.aliases().keySet().stream()))
                        .filter(model -> !model.equals("*"))
                        .filter(model -> allows(caller, provider.name(), model))
                        .map(model -> exposed(provider.name(), model)))
                .distinct()
                .toList();
    }

    /** Whom to ask for their models: providers with a key for any model. */
    List<Target> listed(Caller caller) {
        if (caller instanceof Caller.Own own) {
            return List.of(target(anthropic, "", own.key()));
        }
        var targets = new ArrayList<Target>();
        for (var provider : config.providers().values()) {
            if (provider.keys().isEmpty()) {
                targets.add(target(provider, "", new Credential.None()));
            }
            provider.keys().stream()
                    .filter(ProviderKey::isForAnyModel)
                    .findFirst()
                    .ifPresent(key -> targets.add(target(provider, "", key)));
        }
        return targets;
    }

    /** The shortest name that leads to this provider's model. */
    String exposed(String provider, String model) {
        return provider(model).filter(provider::equals).isPresent()
                        || config.providers().isEmpty()
                ? model
                : provider + "/" + model;
    }

    boolean allows(Caller caller, String provider, String model) {
        return !(caller instanceof Caller.Holder holder)
                || holder.key().allows(provider, withoutPrefix(provider, model));
    }

    private Optional<Choice> choose(String model) {
        int slash = model.indexOf('/');
        if (slash > 0) {
            var named = config.providers().get(model.substring(0, slash));
            if (named != null) {
                return Choice.of(named, model.substring(slash + 1));
            }
        }
        for (var provider : config.providers().values()) {
            if (provider.keys().stream().anyMatch(key -> key.names(model))) {
                return Choice.of(provider, model);
            }
        }
        var claude = config.providers().get(ANTHROPIC);
        if (claude != null && model.startsWith("claude")) {
            return Choice.of(claude, model);
        }
        var other = config.defaultProvider();
        return other == null ? Optional.empty() : Choice.of(other, model);
    }

    private static String withoutPrefix(String provider, String model) {
        return model.startsWith(provider + "/") ? model.substring(provider.length() + 1) : model;
    }

    private static ApiException notFound(String model) {
        return new ApiException(new ApiError(ErrorType.NOT_FOUND_ERROR, "model: " + model));
    }

    private static Credential credential(ProviderKey key) {
        if (key.access() instanceof CloudAccess access) {
            return new Credential.Cloud(access);
        }
        var value = ((KeyAccess.Value) key.access()).value();
        return value.isEmpty() ? new Credential.None() : new Credential.OperatorKey(value);
    }

    private static Target target(ProviderConfig provider, String model, ProviderKey key) {
        var baseUrl = provider.baseUrl(key);
        return new Target(provider.name(), model, provider.profile(), baseUrl, credential(key), provider.network());
    }

    private static Target target(ProviderConfig provider, String model, Credential credential) {
        return new Target(
                provider.name(), model, provider.profile(), provider.baseUrl(), credential, provider.network());
    }

    /** A provider, and the keys of it that serve a model; none where it takes no key. */
    private record Choice(ProviderConfig provider, String model, List<ProviderKey> keys) {

        static Optional<Choice> of(ProviderConfig provider, String model) {
            var keys = provider.keys().stream()
                    .filter(key -> key.names(model) || key.isForAnyModel())
                    .toList();
            return keys.isEmpty() && !provider.keys().isEmpty() || model.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Choice(provider, model, keys));
        }

        /** One target a key, in an order in which each comes first as often as its weight says. */
        List<Target> targets(DoubleSupplier random) {
            if (keys.isEmpty()) {
                return List.of(target(provider, model, new Credential.None()));
            }
            record Draw(ProviderKey key, double place) {}
            var draws = new ArrayList<Draw>();
            for (var key : keys) {
                draws.add(new Draw(key, -Math.log(1 - random.getAsDouble()) / key.weight()));
            }
            draws.sort(Comparator.comparingDouble(Draw::place));
            return draws.stream()
                    .map(draw -> target(provider, draw.key().upstreamName(model), draw.key()))
                    .toList();
        }
    }
}
