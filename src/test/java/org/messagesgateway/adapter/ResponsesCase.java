package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import org.messagesgateway.provider.Translation;

/** One request through the Responses adapter, as tests say it. */
final class ResponsesCase {

    static final String MODEL = "gpt-5.4";

    private ResponsesCase() {}

    static Translation translate(String provider, String model, String body) {
        return ChatCase.translate(new ResponsesAdapter(), ChatCase.profile(provider), model, body);
    }

    /** For a model of OpenAI's that thinks. */
    static Translation translate(String body) {
        return translate("openai", MODEL, body);
    }

    static JsonObject body(String body) {
        return ChatCase.body(translate(body));
    }

    static String event(JsonObject event) {
        return "event: " + event.getString("type") + "\ndata: " + event + "\n\n";
    }
}
