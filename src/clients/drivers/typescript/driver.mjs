// Does what the catalogue says with Anthropic's TypeScript client, and prints one line a case: what the client saw.
//   node driver.mjs PACKAGE BASE_URL CASES
import { readFileSync } from "node:fs";

const [name, baseURL, file] = process.argv.slice(2);
const { default: Anthropic } = await import(name);
const client = new Anthropic({ baseURL, apiKey: "client-key", maxRetries: 0 });

for (const { id, steps } of JSON.parse(readFileSync(file))) {
  const saw = [];
  let history = [];
  let answer = {};
  for (const step of steps) {
    const text = JSON.stringify(step).replace(/\$ID(\d)/g, (_, n) => calls(answer)[n].id)
        .replace("$ANSWER", answer.id).replace("$20MB", "x".repeat(20_000_000));
    const { body, messages, ...rest } = JSON.parse(text);
    history = step.fresh ? messages : [...history, ...(messages ?? [])];
    const started = performance.now();
    const seen = await attempt(() => perform(rest, { ...body, messages: history }));
    saw.push({ ...seen, seconds: (performance.now() - started) / 1000 });
    if (!seen.message) continue;
    answer = seen.message;
    history = [...history, { role: "assistant", content: answer.content }];
  }
  console.log(JSON.stringify({ id, saw }));
}

function calls(answer) {
  return answer.content.filter((block) => block.type === "tool_use");
}

async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Anthropic.APIError)) return { error: { class: error.constructor.name, text: String(error) } };
    const { status, type, requestID, message } = error;
    return { error: { class: error.constructor.name, status, type, request_id: requestID, text: message } };
  }
}

async function perform({ do: action, beta, model, headers, retries = 0, times = 1, until }, body) {
  const api = beta ? client.beta.messages : client.messages;
  const options = { headers, maxRetries: retries };
  switch (action) {
    case "create": {
      const all = await Promise.all(Array.from({ length: times }, () => api.create(body, options)));
      while (until && all[0].content.length === 0) all[0] = await api.create(body, options);
      return times === 1 ? { message: all[0] } : { messages: all };
    }
    case "stream": {
      const events = [];
      for await (const event of await api.create({ ...body, stream: true }, options)) events.push(event);
      return { events };
    }
    case "accumulate":
      return { message: await api.stream(body, options).finalMessage() };
    case "cancel": {
      const stream = await api.create({ ...body, stream: true }, options);
      let seen = 0;
      for await (const _ of stream) if (++seen === 4) break;
      stream.controller.abort();
      return { cancelled: seen };
    }
    case "count":
      return { count: (await api.countTokens({ model: body.model, messages: body.messages }, options)).input_tokens };
    case "models": {
      const models = [];
      for await (const one of client.models.list({ limit: 3 }, options)) models.push(one.id);
      return { models };
    }
    case "model":
      return { model: (await client.models.retrieve(model, {}, options)).id };
  }
}
