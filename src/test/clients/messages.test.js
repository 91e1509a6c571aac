// Anthropic's own TypeScript client against a running gateway: `mvn -Prun` in one terminal, then here
// `npm install && npm test`. GATEWAY_URL names another gateway, GATEWAY_KEY a key, GATEWAY_MODEL a model.
import assert from "node:assert/strict";
import { test } from "node:test";
import Anthropic from "@anthropic-ai/sdk";

const model = process.env.GATEWAY_MODEL ?? "simulated-model";
const client = new Anthropic({
  baseURL: process.env.GATEWAY_URL ?? "http://localhost:8080/anthropic",
  apiKey: process.env.GATEWAY_KEY ?? "none",
  maxRetries: 0,
});
const request = { model, max_tokens: 200, messages: [{ role: "user", content: "Hello" }] };

test("a stream adds up to the message that is not streamed", async () => {
  const whole = await client.messages.create(request);
  const streamed = await client.messages.stream(request).finalMessage();
  assert.equal(whole.type, "message");
  assert.equal(streamed.model, model);
  assert.equal(streamed.stop_reason, whole.stop_reason);
  assert.equal(streamed.content[0].type, whole.content[0].type);
});

test("the same holds for the beta namespace", async () => {
  const betas = ["context-1m-2025-08-07"];
  const streamed = await client.beta.messages.stream({ ...request, betas }).finalMessage();
  assert.equal(streamed.role, "assistant");
});

test("models are listed and retrieved", async () => {
  for await (const listed of client.models.list({ limit: 2 })) {
    const one = await client.models.retrieve(listed.id);
    assert.equal(one.id, listed.id);
  }
});

test("refusals are the client's own errors, with a request id", async () => {
  await assert.rejects(client.messages.create({ ...request, messages: [] }), (error) => {
    assert.ok(error instanceof Anthropic.BadRequestError);
    assert.match(error.requestID, /^req_/);
    return true;
  });
  await assert.rejects(client.get("/_stainless_unknown_path"), Anthropic.NotFoundError);
});

test("a background job is submitted and polled by headers alone", async () => {
  const { id } = await client.messages.create(request, { headers: { "x-bf-async": "true" } });
  let message;
  do {
    message = await client.messages.create(request, { headers: { "x-bf-async-id": id, prefer: "wait=30" } });
  } while (message.content.length === 0);
  assert.equal(message.role, "assistant");
  assert.notEqual(message.id, id);
});
