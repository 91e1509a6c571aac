package org.messagesgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.messagesgateway.json.Json;

class ProfilesTest {

    private final Profiles profiles = Profiles.standard();

    @Test
    void everyRowBindsToAProfile() {
        assertThat(profiles.names()).hasSizeGreaterThan(20).contains("anthropic", "openai", "huggingface");
        for (var name : profiles.names()) {
            var profile = profiles.named(name).orElseThrow();
            assertThat(profile.dialect()).as(name).isIn("messages", "chat", "responses", "gemini", "converse");
            assertThat(profile.chat().path()).as(name).startsWith("/");
            assertThat(profile.responses().path()).as(name).startsWith("/");
            if (profile.baseUrl() != null) {
                assertThat(new Place("here", "a-project").fill(profile))
                        .as(name)
                        .isNotNull();
            }
        }
    }

    @Test
    void aRowIsMergedOverTheDefaultRow() {
        var mistral = profiles.named("mistral").orElseThrow();
        assertThat(mistral.keyHeader()).isEqualTo(KeyHeader.BEARER);
        assertThat(mistral.chat().requiredToolChoice()).isEqualTo("any");
        assertThat(mistral.chat().ids()).isEqualTo(ChatProfile.IdRule.NINE_ALPHANUMERIC);
        assertThat(mistral.chat().maxTokensField()).isEqualTo("max_tokens");
        assertThat(mistral.environment()).containsExactly("MISTRAL_API_KEY");
    }

    @Test
    void whoCountsTokensIsInTheTable() {
        for (var name : new String[] {"anthropic", "openai", "azure", "gemini"}) {
            assertThat(profiles.named(name).orElseThrow().countTokens())
                    .as(name)
                    .isTrue();
        }
        var messages = Json.object().add("dialect", "messages").build();
        assertThat(profiles.named("mistral").orElseThrow().countTokens()).isFalse();
        assertThat(profiles.custom(messages).countTokens()).isTrue();
        assertThat(profiles.named("moonshot", messages).orElseThrow().countTokens())
                .isTrue();
        assertThat(profiles.named("deepseek", messages).orElseThrow().countTokens())
                .isFalse();
        assertThat(profiles.named("ollama", messages).orElseThrow().countTokens())
                .isFalse();
    }

    @Test
    void theLongestPatternThatFitsDecidesForAModel() {
        var openai = profiles.named("openai").orElseThrow();
        assertThat(openai.model("gpt-4o").chat().sampling()).isTrue();
        assertThat(openai.model("gpt-5-nano").chat().efforts()).contains("minimal");
        assertThat(openai.model("gpt-5.1-codex").chat().efforts()).contains("none");
        assertThat(openai.model("gpt-5.1").chat().maxTokensField()).isEqualTo("max_completion_tokens");
    }

    @Test
    void aModelsFlagsHoldForEveryDialectThatKnowsThem() {
        var gpt = profiles.named("openai").orElseThrow().model("gpt-5.4-mini");
        assertThat(gpt.responses().efforts()).isEqualTo(gpt.chat().efforts()).contains("xhigh");
        assertThat(gpt.responses().sampling()).isFalse();
        assertThat(gpt.responses().path()).isEqualTo("/responses");
        assertThat(gpt.chat().effortWithTools()).isFalse();
        var nested = Json.parseObject("{\"models\":{\"m\":{\"efforts\":[\"low\"],\"chat\":{\"efforts\":[]}}}}");
        var model = profiles.custom(nested).model("m");
        assertThat(model.responses().efforts()).containsExactly("low");
        assertThat(model.chat().efforts()).isEmpty();
    }

    @Test
    void openAiSpeaksResponsesUnlessAProviderOrAModelSaysChat() {
        var responses = profiles.named("openai").orElseThrow();
        assertThat(responses.dialects()).containsExactly("responses");
        assertThat(profiles.named("openai", Json.parseObject("{\"dialect\":\"chat\"}"))
                        .orElseThrow()
                        .model("gpt-5")
                        .dialect())
                .isEqualTo("chat");
        var one = Json.parseObject("{\"models\":{\"gpt-4o*\":{\"dialect\":\"chat\"}}}");
        var mixed = profiles.named("openai", one).orElseThrow();
        assertThat(mixed.dialects()).containsExactly("chat", "responses");
        assertThat(mixed.model("gpt-4o").dialect()).isEqualTo("chat");
        assertThat(mixed.model("gpt-4o").chat().maxOutputTokens()).isEqualTo(16384);
        assertThat(mixed.model("gpt-5").dialect()).isEqualTo("responses");
    }

    @Test
    void aModelsFlagsAreThoseOfItsGeneration() {
        var gemini = profiles.named("gemini").orElseThrow();
        assertThat(gemini.keyHeader()).isEqualTo(KeyHeader.X_GOOG_API_KEY);
        assertThat(gemini.model("gemini-3-pro-preview").gemini().levels()).containsExactly("low", "high");
        assertThat(gemini.model("gemini-3-flash-preview").gemini().levels()).contains("minimal");
        assertThat(gemini.model("gemini-3-flash-preview").gemini().signatureBypass())
                .isNotNull();
        assertThat(gemini.model("gemini-2.5-flash-lite").gemini().leastBudget()).isEqualTo(512);
        assertThat(gemini.model("gemini-2.5-pro").gemini().signatureBypass()).isNull();
        assertThat(gemini.model("gemini-2.0-flash").gemini().jsonSchemas()).isFalse();
    }

    @Test
    void aModelsFamilyIsKnownByAnyPartOfItsName() {
        var bedrock = profiles.named("bedrock").orElseThrow();
        for (var name : List.of(
                "anthropic.claude-sonnet-4-20250514-v1:0",
                "us.anthropic.claude-sonnet-4-20250514-v1:0",
                "arn:aws:bedrock:us-east-1:0:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0")) {
            var claude = bedrock.model(name).converse();
            assertThat(claude.thinkingField()).isEqualTo(ConverseProfile.ThinkingField.CLAUDE_BUDGET);
            assertThat(claude.reasoningContent()).isEqualTo(ConverseProfile.ReasoningContent.CLAUDE);
        }
        assertThat(bedrock.model("arn:aws:bedrock:us-east-1:0:application-inference-profile/x")
                        .converse())
                .isEqualTo(bedrock.converse());
    }

    @Test
    void aModelMayBeLikeAnother() {
        var bedrock = profiles.named("bedrock").orElseThrow();
        assertThat(bedrock.model("amazon.nova-micro-v1:0").converse().placeOfTopK())
                .isEqualTo(ConverseProfile.PlaceOfTopK.INFERENCE_CONFIG);
        assertThat(bedrock.model("amazon.nova-micro-v1:0").converse().images()).isFalse();
        assertThat(bedrock.model("us.anthropic.claude-opus-4-7").converse().maxOutputTokens())
                .isNull();
        var like = Json.parseObject("{\"models\":{\"mine\":{\"like\":\"nobody\"}}}");
        assertThatThrownBy(() -> profiles.named("bedrock", like))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void overridesAreMergedOverTheRow() {
        var overrides = Json.parseObject("{\"base_url\":\"http://proxy/v1\",\"chat\":{\"stop_limit\":2}}");
        var openai = profiles.named("openai", overrides).orElseThrow();
        assertThat(openai.baseUrl()).isEqualTo("http://proxy/v1");
        assertThat(openai.chat().stopLimit()).isEqualTo(2);
        assertThat(openai.model("gpt-5").chat().stopLimit()).isEqualTo(2);
        assertThat(openai.chat().maxTokensField()).isEqualTo("max_completion_tokens");
    }

    @Test
    void anotherDialectOfTheSameProviderHasItsOwnBaseUrl() {
        var deepseek = profiles.named("deepseek", Json.parseObject("{\"dialect\":\"messages\"}"))
                .orElseThrow();
        assertThat(deepseek.dialect()).isEqualTo("messages");
        assertThat(deepseek.baseUrl()).isEqualTo("https://api.deepseek.com/anthropic");
        assertThat(deepseek.keyHeader()).isEqualTo(KeyHeader.X_API_KEY);
    }

    @Test
    void aProviderOutsideTheTableGetsTheDefaultRow() {
        assertThat(profiles.named("nobody")).isEmpty();
        var custom = profiles.custom(Json.parseObject("{\"base_url\":\"http://localhost:1\"}"));
        assertThat(custom.dialect()).isEqualTo("chat");
        assertThat(custom.chat().structuredOutput()).isEqualTo(ChatProfile.StructuredOutput.JSON_SCHEMA);
    }

    @Test
    void anUnknownMemberIsRefusedByName() {
        assertThatThrownBy(() -> profiles.custom(Json.parseObject("{\"base_uri\":\"x\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("base_uri");
        assertThatThrownBy(() -> profiles.custom(Json.parseObject("{\"key_header\":\"cookie\"}")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> profiles.custom(Json.parseObject("{\"models\":{\"m\":{\"chat\":{\"path2\":1}}}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("path2");
        assertThatThrownBy(() -> profiles.custom(Json.parseObject("{\"chat\":{\"topk\":true}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topk");
        assertThatThrownBy(() -> profiles.custom(Json.parseObject("{\"models\":{\"x\":{\"ids_\":true}}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ids_");
    }

    @Test
    void aProfileWithoutFlagsSpeaksTheCommonCore() {
        assertThat(new Profile("chat", null, KeyHeader.NONE, List.of()).chat())
                .isEqualTo(profiles.custom(Json.object().build()).chat());
    }
}
