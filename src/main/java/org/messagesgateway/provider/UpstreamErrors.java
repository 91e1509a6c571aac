package org.messagesgateway.provider;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;

/**
 * Tells what an upstream's error means to the caller, by its status and by its words: many upstreams use one status for
 * everything. Immutable.
 *
 * @param model the name that the caller asked for
 * @param credential decides whose key it was that was refused
 */
public record UpstreamErrors(String model, Credential credential) {

    private static final Pattern NUMBER = Pattern.compile("\\b\\d{1,3}(?:,\\d{3})+\\b|\\b\\d{2,}\\b");
    private static final Pattern MAXIMUM = Pattern.compile(
            "(?:context length(?: is| of)?|maximum(?: of| is)?|limit(?: of| is)?|tokens allowed|context size|>|\"n_ctx\":)\\s*\\(?(\\d[\\d,]*)");

    private static final Pattern MODEL_MISSING =
            Pattern.compile("\\bmodel\\b.{0,120}\\b(?:does not exist|not found)|does not exist.{0,20}\\bmodel\\b");

    /** Of an answer with an error status. */
    public ApiError of(UpstreamResponse response) {
        return of(UpstreamFault.of(response));
    }

    /**
     * Of an exception in the midst of one of AWS's binary event streams.
     *
     * @param type its name there, such as {@code throttlingException}
     * @param data its JSON, or plain words
     */
    public ApiError ofException(String type, String data) {
        var status =
                switch (type.toLowerCase(Locale.ROOT)) {
                    case "throttlingexception", "servicequotaexceededexception" -> 429;
                    case "serviceunavailableexception", "modelnotreadyexception" -> 503;
                    case "modeltimeoutexception" -> 408;
                    case "validationexception" -> 400;
                    case "accessdeniedexception" -> 403;
                    case "resourcenotfoundexception" -> 404;
                    default -> 500;
                };
        var headers = Headers.NONE.with(UpstreamFault.AWS_TYPE, type);
        return of(new UpstreamResponse(status, headers, data.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of an error object inside an answer that called itself a success. */
    public ApiError inBand(JsonValue body) {
        return of(UpstreamFault.of(0, body));
    }

    private ApiError of(UpstreamFault fault) {
        if (isKeyRefused(fault)) {
            return new ApiError(ErrorType.AUTHENTICATION_ERROR, keyRefused());
        }
        if (isContextTooLong(fault)) {
            return ApiError.invalid("prompt is too long: " + sizes(fault.words()) + fault.message());
        }
        if (isOutOfMoney(fault)) {
            return new ApiError(ErrorType.BILLING_ERROR, said(fault, "the upstream's account is out of credit"));
        }
        if (isModelUnknown(fault)) {
            return new ApiError(ErrorType.NOT_FOUND_ERROR, "model: " + model);
        }
        return byStatus(fault);
    }

    private String keyRefused() {
        return credential instanceof Credential.CallerKey
                ? "the upstream refused the key"
                : "the upstream refused the gateway's key";
    }

    private static boolean isKeyRefused(UpstreamFault fault) {
        return fault.status() == 401
                || isAny(fault.status(), 0, 400, 403)
                        && fault.says(
                                "invalid_api_key",
                                "incorrect api key",
                                "invalid api key",
                                "api key not valid",
                                "api key expired",
                                "api key was reported as leaked",
                                "unregistered callers",
                                "api_key_invalid",
                                "authentication_error",
                                "security token",
                                "make sure your api key is valid",
                                "bearer token has expired",
                                "unrecognizedclientexception",
                                "expiredtokenexception",
                                "invalidsignatureexception",
                                "incompletesignatureexception",
                                "missingauthenticationtokenexception",
                                "unauthenticated");
    }

    private static boolean isContextTooLong(UpstreamFault fault) {
        return isAny(fault.status(), 0, 400, 413, 422, 500)
                && fault.says(
                        "context_length_exceeded",
                        "context length",
                        "context window",
                        "context size",
                        "exceed_context_size",
                        "input token count",
                        "input tokens exceeded",
                        "input is too long",
                        "prompt too long",
                        "prompt is too long",
                        "too many tokens",
                        "too_many_prompt_tokens");
    }

    private static boolean isOutOfMoney(UpstreamFault fault) {
        // Google says of its rate limits what OpenAI says of an empty account.
        return fault.status() == 402
                || isAny(fault.status(), 0, 400, 403, 429)
                        && !fault.says("resource_exhausted")
                        && fault.says(
                                "insufficient_quota",
                                "insufficient balance",
                                "insufficient_balance",
                                "insufficient credits",
                                "credit balance",
                                "out of budget",
                                "exceeded your current quota, please check your plan");
    }

    private static boolean isModelUnknown(UpstreamFault fault) {
        return isAny(fault.status(), 0, 400, 403, 404, 422)
                && (fault.says(
                                "model_not_found",
                                "deploymentnotfound",
                                "invalid_model",
                                "not a valid model",
                                "model identifier is invalid",
                                "model not exist",
                                "end of its life",
                                "could not resolve the foundation model",
                                "resourcenotfoundexception",
                                "model not found",
                                "unknown model",
                                "no such model",
                                "is not found for api version",
                                "supported api model names",
                                "no endpoints found for")
                        || MODEL_MISSING.matcher(fault.words()).find());
    }

    private static ApiError byStatus(UpstreamFault fault) {
        var status = fault.status();
        if (status == 429 || fault.says("rate_limit", "rate limit", "resource_exhausted", "throttling")) {
            return new ApiError(ErrorType.RATE_LIMIT_ERROR, said(fault, "the upstream limits the rate"));
        }
        if (isAny(status, 503, 529) || fault.says("overloaded", "model is loading", "loading model")) {
            return new ApiError(ErrorType.OVERLOADED_ERROR, said(fault, "the upstream is overloaded"));
        }
        if (isAny(status, 408, 504)) {
            return new ApiError(ErrorType.TIMEOUT_ERROR, said(fault, "the upstream took too long"));
        }
        if (status == 413 || fault.says("request too large", "request_too_large", "entity too large")) {
            return new ApiError(ErrorType.REQUEST_TOO_LARGE, said(fault, "the upstream refused a request so large"));
        }
        if (fault.kind() != UpstreamFault.Kind.JSON) {
            var what = fault.kind() == UpstreamFault.Kind.PAGE ? " with a web page" : "";
            return new ApiError(502, ErrorType.API_ERROR, said(fault, "the upstream answered " + status + what));
        }
        if (status == 424) { // AWS: the model itself failed.
            return new ApiError(502, ErrorType.API_ERROR, said(fault, "the upstream's model failed"));
        }
        if (status == 403) {
            return new ApiError(ErrorType.PERMISSION_ERROR, said(fault, "the upstream denied access"));
        }
        if (status >= 400 && status < 500 || status == 501 || fault.says("invalid_request")) {
            return ApiError.invalid(said(fault, "the upstream answered " + status));
        }
        return new ApiError(502, ErrorType.API_ERROR, said(fault, "the upstream failed"));
    }

    private static String said(UpstreamFault fault, String otherwise) {
        return fault.message().isEmpty() ? otherwise : fault.message();
    }

    /** {@code X tokens > Y maximum; }, as far as the words tell: clients start to compact on it. */
    private static String sizes(String words) {
        var numbers = new ArrayList<Long>();
        var all = NUMBER.matcher(words);
        while (all.find()) {
            numbers.add(number(all.group()));
        }
        var maximum = MAXIMUM.matcher(words);
        var limit = maximum.find() ? number(maximum.group(1)) : 0;
        var asked = numbers.isEmpty() ? 0 : Collections.max(numbers);
        return limit > 0 && asked > limit ? asked + " tokens > " + limit + " maximum; " : "";
    }

    private static long number(String digits) {
        var plain = digits.replace(",", "");
        return plain.length() > 12 ? 0 : Long.parseLong(plain);
    }

    private static boolean isAny(int status, int... statuses) {
        for (var one : statuses) {
            if (one == status) {
                return true;
            }
        }
        return false;
    }
}
