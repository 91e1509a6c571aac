import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** Does what the catalogue says with Spring AI's Anthropic client, and prints one line a case: what the client saw. */
final class Driver {

    private static final ObjectMapper JSON = new ObjectMapper();

    record Place(String city) {}

    public static void main(String[] arguments) throws Exception {
        for (var one : JSON.readTree(Files.readString(Path.of(arguments[1])))) {
            var line = JSON.createObjectNode().put("id", one.get("id").asText());
            var saw = line.putArray("saw");
            for (var step : one.get("steps")) {
                var started = System.nanoTime();
                saw.add(attempt(arguments[0], step).put("seconds", (System.nanoTime() - started) / 1e9));
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

    private static String perform(String url, JsonNode step) {
        var options = AnthropicChatOptions.builder();
        options.baseUrl(url).apiKey("client-key").maxRetries(0);
        options.model(step.at("/body/model").asText()).maxTokens(1000);
        if (step.get("do").asText().equals("tool")) {
            options.toolCallbacks(FunctionToolCallback.builder("weather", (Place place) -> "sunny over " + place.city())
                    .description("The weather of a city.")
                    .inputType(Place.class)
                    .build());
        }
        var model = AnthropicChatModel.builder().options(options.build()).build();
        var prompt = new Prompt(step.get("prompt").asText(), options.build());
        if (!step.get("do").asText().equals("stream")) {
            var response = model.call(prompt);
            if (response.hasToolCalls()) {
                var run = ToolCallingManager.builder().build().executeToolCalls(prompt, response);
                response = model.call(new Prompt(run.conversationHistory(), options.build()));
            }
            return response.getResult().getOutput().getText();
        }
        return model.stream(prompt).toStream()
                .map(part -> part.getResult() == null ? null : part.getResult().getOutput().getText())
                .map(text -> text == null ? "" : text)
                .collect(Collectors.joining());
    }
}
