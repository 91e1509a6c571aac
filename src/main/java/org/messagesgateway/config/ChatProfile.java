package org.messagesgateway.config;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server's Chat Completions understand beyond, or short of, the common core. Immutable.
 *
 * @param path under the base URL
 * @param maxTokensField the name that it gives to {@code max_tokens}
 * @param maxOutputTokens most that it accepts there; null for no known limit
 * @param systemRole {@code system} or {@code developer}
 * @param stringContentOnly whether system text must be one string, not a list of parts
 * @param nullContent whether an assistant turn without text may say null; else it says an empty string
 * @param streamOptions whether it knows {@code stream_options}
 * @param sampling whether it takes {@code temperature} and {@code top_p}
 * @param topK whether it takes {@code top_k}
 * @param stopLimit most stop sequences it takes
 * @param promptCacheKey whether it knows {@code prompt_cache_key}
 * @param cacheControl whether it takes Anthropic's {@code cache_control} on text parts
 * @param tools whether it takes tools at all
 * @param requiredToolChoice its word for “some tool must be called”
 * @param forcedChoiceWithThinking whether a tool can be forced while it thinks
 * @param parallelFlag whether it knows {@code parallel_tool_calls}
 * @param ids what its tool call ids look like
 * @param images whether it sees images
 * @param imageUrls whether it fetches them itself
 * @param toolMessageImages whether a tool's message may hold them
 * @param pdf how it takes PDFs
 * @param structuredOutput how it takes an output format
 * @param reasoningRequest how it is told to think
 * @param efforts the words for effort that it knows, {@code none} and {@code minimal} among them where it does
 * @param effortWithTools whether it takes an effort other than {@code none} beside tools
 * @param reasoningReplay how it wants its thinking back
 * @param thinkTags whether thinking comes as {@code <think>} at the head of the text
 * @param extraBody members that are added to every request, and replace what is there
 */
public record ChatProfile(
        String path,
        String maxTokensField,
        @Nullable Integer maxOutputTokens,
        String systemRole,
        boolean stringContentOnly,
        boolean nullContent,
        boolean streamOptions,
        boolean sampling,
        boolean topK,
        int stopLimit,
        boolean promptCacheKey,
        boolean cacheControl,
        boolean tools,
        String requiredToolChoice,
        boolean forcedChoiceWithThinking,
        boolean parallelFlag,
        IdRule ids,
        boolean images,
        boolean imageUrls,
        boolean toolMessageImages,
        PdfPart pdf,
        StructuredOutput structuredOutput,
        ReasoningRequest reasoningRequest,
        List<String> efforts,
        boolean effortWithTools,
        ReasoningReplay reasoningReplay,
        boolean thinkTags,
        JsonObject extraBody) {

    /** The shape of tool call ids. */
    public enum IdRule {
        /** Up to 64 letters, digits, {@code _} and {@code -}. */
        OPAQUE,
        /** Nine letters and digits. */
        NINE_ALPHANUMERIC
    }

    /** How a PDF is handed over. */
    public enum PdfPart {
        FILE,
        /** A file part that may hold a URL in place of the data. */
        FILE_OR_URL,
        DOCUMENT_URL,
        NONE
    }

    /** How an output schema is handed over. */
    public enum StructuredOutput {
        JSON_SCHEMA,
        /** {@code json_object}, with the schema in the system text. */
        JSON_OBJECT,
        NONE
    }

    /** The field that asks for thinking. */
    public enum ReasoningRequest {
        NONE,
        /** {@code reasoning_effort}. */
        EFFORT,
        /** {@code reasoning: {effort | max_tokens | enabled}}. */
        REASONING_OBJECT,
        /** {@code thinking: {type}}. */
        THINKING_TYPE,
        /** {@code thinking: {type}} and, when on, {@code reasoning_effort}. */
        THINKING_TYPE_AND_EFFORT,
        /** {@code enable_thinking} and {@code thinking_budget}. */
        ENABLE_THINKING
    }

    /** The field of an assistant turn that gives thinking back. */
    public enum ReasoningReplay {
        NONE,
        REASONING_CONTENT,
        REASONING,
        REASONING_DETAILS,
        /** {@code content: [{type: thinking}]}. */
        THINKING_PART
    }

    public ChatProfile {
        efforts = List.copyOf(efforts);
    }
}
