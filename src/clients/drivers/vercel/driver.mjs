// Does what the catalogue says with Vercel's @ai-sdk/anthropic, and prints one line a case: what the client saw.
//   node driver.mjs BASE_URL CASES
import { readFileSync } from "node:fs";
import { createAnthropic } from "@ai-sdk/anthropic";
import { generateText, jsonSchema, stepCountIs, streamText, tool } from "ai";

const [baseURL, file] = process.argv.slice(2);
const anthropic = createAnthropic({ baseURL: `${baseURL}/v1`, apiKey: "client-key" });
const weather = tool({
  description: "The weather of a city.",
  inputSchema: jsonSchema({ type: "object", properties: { city: { type: "string" } }, required: ["city"] }),
  execute: ({ city }) => `sunny over ${city}`,
});

for (const { id, steps } of JSON.parse(readFileSync(file))) {
  const saw = [];
  for (const step of steps) {
    const started = performance.now();
    const seen = await perform(step).catch((error) => ({ error: { class: error.constructor.name, text: String(error.message) } }));
    saw.push({ ...seen, seconds: (performance.now() - started) / 1000 });
  }
  console.log(JSON.stringify({ id, saw }));
}

async function perform({ do: action, prompt, body }) {
  const asked = { model: anthropic(body.model), prompt, maxOutputTokens: body.max_tokens, maxRetries: 0 };
  switch (action) {
    case "generate":
      return { text: (await generateText(asked)).text };
    case "tool":
      return { text: (await generateText({ ...asked, tools: { weather }, stopWhen: stepCountIs(2) })).text };
    case "stream": {
      let text = "";
      const stream = streamText({ ...asked, onError: () => {} });
      for await (const part of stream.fullStream) {
        if (part.type === "error") throw part.error instanceof Error ? part.error : new Error(JSON.stringify(part.error));
        if (part.type === "text-delta") text += part.text;
      }
      return { text };
    }
  }
}
