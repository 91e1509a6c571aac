package org.messagesgateway.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.GatewayConfig;
import org.messagesgateway.config.Secret;
import org.messagesgateway.config.VirtualKey;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.provider.Credential;

/** Decides who may call. Thread-safe. */
public final class CallerCheck {

    private static final List<String> KEY_HEADERS = List.of("x-bf-vk", "x-api-key", "x-goog-api-key", "api-key");
    private static final List<String> PROXY_HEADERS = List.of("forwarded", "x-forwarded-for", "x-real-ip", "via");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:%\\[\\]]+");

    private final GatewayConfig config;

    public CallerCheck(GatewayConfig config) {
        this.config = config;
    }

    /** @throws ApiException 401, if nobody in particular asks */
    Caller caller(HttpServletRequest request) {
        if (!config.virtualKeys().isEmpty()) {
            return new Caller.Holder(virtualKey(request));
        }
        if (config.providers().isEmpty()) {
            return new Caller.Own(ownKey(request));
        }
        if (config.client().allowAnonymous() || isLocal(request)) {
            return new Caller.Trusted();
        }
        throw unauthenticated("only callers on the gateway's own machine are served without a key: "
                + "set governance.virtual_keys, or client.allow_anonymous, to open it");
    }

    /** Every key is compared, whichever matches, so that the time says nothing. */
    private VirtualKey virtualKey(HttpServletRequest request) {
        VirtualKey found = null;
        var presented = presented(request).toList();
        for (var key : config.virtualKeys()) {
            for (var value : presented) {
                if (key.value().matches(value)) {
                    found = key;
                }
            }
        }
        if (found == null) {
            throw unauthenticated(presented.isEmpty() ? "x-api-key header is required" : "invalid x-api-key");
        }
        if (!found.active()) {
            throw unauthenticated("this key is not active");
        }
        return found;
    }

    /** The key that the caller presented, whether anybody asked for one or not. */
    static Optional<Secret> presentedKey(HttpServletRequest request) {
        return presented(request).findFirst().map(Secret::new);
    }

    /** The first of: a key header, a bearer token; only a request without the former is known by the latter. */
    private static Stream<String> presented(HttpServletRequest request) {
        return Stream.concat(KEY_HEADERS.stream().map(request::getHeader), bearer(request).stream())
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .limit(1);
    }

    private static Credential.CallerKey ownKey(HttpServletRequest request) {
        var key = request.getHeader("x-api-key");
        if (key != null && !key.isBlank()) {
            return new Credential.CallerKey("x-api-key", new Secret(key.strip()));
        }
        return bearer(request)
                .map(token -> new Credential.CallerKey("authorization", new Secret("Bearer " + token)))
                .orElseThrow(() -> unauthenticated("x-api-key header is required"));
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        var value = request.getHeader("authorization");
        return value != null && value.regionMatches(true, 0, "Bearer ", 0, 7) && value.length() > 7
                ? Optional.of(value.substring(7).strip())
                : Optional.empty();
    }

    /** A request that came through a proxy on this machine is not local. */
    private static boolean isLocal(HttpServletRequest request) {
        return PROXY_HEADERS.stream().allMatch(name -> request.getHeader(name) == null)
                && isLoopback(request.getRemoteAddr());
    }

    /** The container gives an address, never a name: nothing is looked up. */
    private static boolean isLoopback(@Nullable String address) {
        try {
            return address != null
                    && ADDRESS.matcher(address).matches()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static ApiException unauthenticated(String message) {
        return new ApiException(new ApiError(ErrorType.AUTHENTICATION_ERROR, message));
    }
}
