import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Does what the catalogue says with LangChain4j's Anthropic client, and prints one line a case: what the client saw. */
final class Driver {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("weather")
            .description("The weather of a city.")
            .parameters(JsonObjectSchema.builder().addStringProperty("city").required("city").build())
            .build();

    public static void main(String[] arguments) throws Exception {
        for (var one : JSON.readTree(Files.readString(Path.of(arguments[1])))) {
            var line = JSON.createObjectNode().put("id", one.get("id").asText());
            var saw = line.putArray("saw");
            for (var step : one.get("steps")) {
                var started = System.nanoTime();
                saw.add(attempt(arguments[0] + "/v1", step).put("seconds", (System.nanoTime() - started) / 1e9));
            }
            System.out.println(JSON.writeValueAsString(line));
        }
        System.exit(0);
    }

    private static ObjectNode attempt(String url, JsonNode step) {
        var seen = JSON.createObjectNode();
        try {
            return seen.put("text", perform(url, step));
        } catch (Exception e) {
            seen.putObject("error").put("class", e.getClass().getSimpleName()).put("text", String.valueOf(e));
            return seen;
        }
    }

    private static String perform(String url, JsonNode step) throws Exception {
        var model = step.at("/body/model").asText();
        var prompt = UserMessage.from(step.get("prompt").asText());
        if (step.get("do").asText().equals("stream")) {
            return streamed(url, model, prompt);
        }
        var client = AnthropicChatModel.builder()
                .baseUrl(url).apiKey("client-key").modelName(model).maxTokens(1000).maxRetries(0).build();
        var messages = new ArrayList<ChatMessage>(List.of(prompt));
        if (!step.get("do").asText().equals("tool")) {
            return client.chat(messages).aiMessage().text();
        }
        var called = client.chat(ChatRequest.builder().messages(messages).toolSpecifications(WEATHER).build()).aiMessage();
        messages.add(called);
        for (var call : called.toolExecutionRequests()) {
            var city = JSON.readTree(call.arguments()).get("city").asText();
            messages.add(ToolExecutionResultMessage.from(call, "sunny over " + city));
        }
        return client.chat(ChatRequest.builder().messages(messages).toolSpecifications(WEATHER).build()).aiMessage().text();
    }

    private static String streamed(String url, String model, UserMessage prompt) throws Exception {
        var whole = new CompletableFuture<String>();
        var pieces = new StringBuilder();
        AnthropicStreamingChatModel.builder()
                .baseUrl(url).apiKey("client-key").modelName(model).maxTokens(1000).build()
                .chat(List.of(prompt), new StreamingChatResponseHandler() {
                    @Override
                    public void onPartialResponse(String piece) {
                        pieces.append(piece);
                    }

                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        whole.complete(pieces.toString());
                    }

                    @Override
                    public void onError(Throwable error) {
                        whole.completeExceptionally(error);
                    }
                });
        return whole.get();
    }
}
