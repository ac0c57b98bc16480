// The official OpenAI client, unchanged, with nothing but another base address. See it/clients/README.md.
import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";

const { MARKETPLACE_URL, MARKETPLACE_KEY, MARKETPLACE_LIMITED_KEY } = process.env;
const chatModel = process.env.MARKETPLACE_CHAT_MODEL;
const embeddingModel = process.env.MARKETPLACE_EMBEDDING_MODEL;

const clientWith = (apiKey, maxRetries = 0) => new OpenAI({ baseURL: `${MARKETPLACE_URL}/v1`, apiKey, maxRetries });
const client = clientWith(MARKETPLACE_KEY);
const asking = (content) => ({ model: chatModel, messages: [{ role: "user", content }] });

test("a chat is answered with its usage", async () => {
  const answer = await client.chat.completions.create(asking("Hello there"));
  assert.match(answer.choices[0].message.content, /Hello there/);
  assert.equal(answer.choices[0].finish_reason, "stop");
  assert.ok(answer.usage.prompt_tokens > 0 && answer.usage.completion_tokens > 0);
});

test("a stream says the same in pieces, and no usage that was not asked for", async () => {
  const whole = await client.chat.completions.create(asking("Tell me in pieces"));
  const stream = await client.chat.completions.create({ ...asking("Tell me in pieces"), stream: true });
  let text = "";
  for await (const chunk of stream) {
    assert.equal(chunk.choices.length, 1);
    assert.ok(!chunk.usage);
    text += chunk.choices[0].delta.content ?? "";
  }
  assert.equal(text, whole.choices[0].message.content);
});

test("a stream ends with its usage when that is asked for", async () => {
  const stream = await client.chat.completions.create({
    ...asking("Count me"),
    stream: true,
    stream_options: { include_usage: true },
  });
  let last;
  for await (const chunk of stream) last = chunk;
  assert.equal(last.choices.length, 0);
  assert.ok(last.usage.completion_tokens > 0);
});

test("a stream can be left in the middle", async () => {
  const stream = await client.chat.completions.create({ ...asking("#tokens 200\n#pace 5ms"), stream: true });
  for await (const chunk of stream) {
    if (chunk.choices[0].delta.content) break;
  }
  assert.ok(stream.controller.signal.aborted);
});

test("a tool is called", async () => {
  const answer = await client.chat.completions.create({
    ...asking('What is the weather in Kiel?\n#tool weather {"city":"Kiel"}'),
    tools: [{ type: "function", function: { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } } } } }],
  });
  const [call] = answer.choices[0].message.tool_calls;
  assert.equal(call.function.name, "weather");
  assert.deepEqual(JSON.parse(call.function.arguments), { city: "Kiel" });
  assert.equal(answer.choices[0].finish_reason, "tool_calls");
});

test("a response is given with its usage", async () => {
  const answer = await client.responses.create({ model: chatModel, input: "Hello there" });
  assert.equal(answer.output_text, "You said: Hello there");
  assert.equal(answer.usage.output_tokens, 5);
});

test("a response streams, and ends with the whole of it", async () => {
  const stream = await client.responses.create({ model: chatModel, input: "Tell me in pieces", stream: true });
  let text = "";
  let last;
  for await (const event of stream) {
    if (event.type === "response.output_text.delta") text += event.delta;
    last = event;
  }
  assert.equal(text, "You said: Tell me in pieces");
  assert.equal(last.type, "response.completed");
  assert.equal(last.response.usage.output_tokens, 7);
});

test("a text is completed", async () => {
  const answer = await client.completions.create({ model: chatModel, prompt: "Once upon a time" });
  assert.equal(answer.choices[0].text, "You said: Once upon a time");
  assert.equal(answer.usage.completion_tokens, 7);
});

test("texts become vectors", async () => {
  const answer = await client.embeddings.create({ model: embeddingModel, input: ["the sea", "the stars"] });
  assert.deepEqual(answer.data.map((item) => item.embedding.length), [384, 384]);
  const length = Math.hypot(...answer.data[0].embedding);
  assert.ok(Math.abs(length - 1) < 0.01, `a unit vector, was ${length}`);
  assert.ok(answer.usage.prompt_tokens > 0);
});

test("models are those that are subscribed to", async () => {
  const ids = [];
  for await (const model of client.models.list()) ids.push(model.id);
  assert.deepEqual(ids.sort(), [chatModel, embeddingModel, process.env.MARKETPLACE_MESSAGES_MODEL].sort());
  assert.equal((await client.models.retrieve(chatModel)).id, chatModel);
});

test("a wrong key is an authentication error", async () => {
  await assert.rejects(clientWith("llm_mk_wrong").chat.completions.create(asking("Hi")), OpenAI.AuthenticationError);
});

test("an unknown model is not found", async () => {
  await assert.rejects(client.chat.completions.create({ ...asking("Hi"), model: "nobody/nothing" }), OpenAI.NotFoundError);
});

test("the provider's error keeps its status", async () => {
  await assert.rejects(client.chat.completions.create(asking("#error 503")), (error) => {
    assert.ok(error instanceof OpenAI.APIError);
    return error.status >= 500;
  });
});

test("beyond the rate there is a rate limit error, and a client that waits as it says gets through", async () => {
  const refused = await Promise.allSettled(
    Array.from({ length: 4 }, () => clientWith(MARKETPLACE_LIMITED_KEY).chat.completions.create(asking("Hi"))),
  );
  const errors = refused.filter((result) => result.status === "rejected").map((result) => result.reason);
  assert.ok(errors.length > 0);
  for (const error of errors) {
    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.ok(Number(error.headers.get("retry-after")) >= 1);
  }
  const patient = await clientWith(MARKETPLACE_LIMITED_KEY, 5).chat.completions.create(asking("Hi again"));
  assert.match(patient.choices[0].message.content, /Hi again/);
});
