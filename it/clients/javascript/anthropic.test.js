// Anthropic's official client, unchanged, with nothing but another base address: in front of a provider of its dialect and
// of one of OpenAI's. See it/clients/README.md.
import assert from "node:assert/strict";
import { test } from "node:test";
import Anthropic from "@anthropic-ai/sdk";

const { MARKETPLACE_URL, MARKETPLACE_KEY, MARKETPLACE_MESSAGES_MODEL, MARKETPLACE_CHAT_MODEL } = process.env;

const clientWith = (apiKey) => new Anthropic({ baseURL: MARKETPLACE_URL, apiKey, maxRetries: 0 });
const client = clientWith(MARKETPLACE_KEY);
const asking = (model, content) => ({ model, max_tokens: 200, messages: [{ role: "user", content }] });

for (const [behind, model] of [["Anthropic's", MARKETPLACE_MESSAGES_MODEL], ["OpenAI's", MARKETPLACE_CHAT_MODEL]]) {
  test(`a message is answered with its usage by a provider of ${behind} dialect`, async () => {
    const answer = await client.messages.create({ ...asking(model, "Hello there"), system: "Be kind." });
    assert.equal(answer.content[0].text, "You said: Hello there");
    assert.equal(answer.stop_reason, "end_turn");
    assert.equal(answer.usage.input_tokens, 3 + 3 + 3 + 2);
    assert.equal(answer.usage.output_tokens, 5);
  });

  test(`a stream says the same in pieces by a provider of ${behind} dialect`, async () => {
    const pieces = [];
    const stream = client.messages.stream(asking(model, "Tell me in pieces")).on("text", (text) => pieces.push(text));
    const answer = await stream.finalMessage();
    assert.equal(pieces.join(""), "You said: Tell me in pieces");
    assert.equal(answer.usage.output_tokens, 7);
  });

  test(`a tool is used by a provider of ${behind} dialect`, async () => {
    const answer = await client.messages.create({
      ...asking(model, 'Weather in Kiel?\n#tool weather {"city":"Kiel"}'),
      tools: [{ name: "weather", input_schema: { type: "object" } }],
    });
    assert.equal(answer.stop_reason, "tool_use");
    assert.equal(answer.content[0].name, "weather");
    assert.deepEqual(answer.content[0].input, { city: "Kiel" });
  });

  test(`the error of a provider of ${behind} dialect keeps its kind`, async () => {
    await assert.rejects(client.messages.create(asking(model, "#error 500")), Anthropic.InternalServerError);
  });
}

test("tokens are counted", async () => {
  const { model, messages } = asking(MARKETPLACE_MESSAGES_MODEL, "Hello there");
  assert.equal((await client.messages.countTokens({ model, messages })).input_tokens, 3 + 2);
});

test("models are those that are subscribed to", async () => {
  const ids = [];
  for await (const model of client.models.list()) ids.push(model.id);
  assert.ok(ids.includes(MARKETPLACE_MESSAGES_MODEL) && ids.includes(MARKETPLACE_CHAT_MODEL));
});

test("a wrong key is an authentication error", async () => {
  await assert.rejects(
    clientWith("llm_mk_wrong").messages.create(asking(MARKETPLACE_MESSAGES_MODEL, "Hi")),
    Anthropic.AuthenticationError,
  );
});

test("an unknown model is not found", async () => {
  await assert.rejects(client.messages.create(asking("nobody/nothing", "Hi")), Anthropic.NotFoundError);
});
