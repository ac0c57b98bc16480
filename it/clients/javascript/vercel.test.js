// Vercel's AI SDK, unchanged, with nothing but another base address. See it/clients/README.md.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createOpenAI } from "@ai-sdk/openai";
import { APICallError, embedMany, generateText, Output, RetryError, stepCountIs, streamText, tool } from "ai";
import { z } from "zod";

const { MARKETPLACE_URL, MARKETPLACE_KEY, MARKETPLACE_LIMITED_KEY } = process.env;
const chatModel = process.env.MARKETPLACE_CHAT_MODEL;

const providerWith = (apiKey) => createOpenAI({ baseURL: `${MARKETPLACE_URL}/v1`, apiKey });
const provider = providerWith(MARKETPLACE_KEY);
const asking = (prompt, model = provider.chat(chatModel)) => ({ model, prompt, maxRetries: 0 });

const weather = tool({
  description: "The weather in a city",
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => `rain in ${city}`,
});

test("a chat is answered with its usage", async () => {
  const answer = await generateText(asking("Hello there"));
  assert.equal(answer.text, "You said: Hello there");
  assert.equal(answer.usage.outputTokens, 5);
});

test("a response is given with its usage", async () => {
  const answer = await generateText(asking("Hello there", provider.responses(chatModel)));
  assert.equal(answer.text, "You said: Hello there");
  assert.equal(answer.usage.outputTokens, 5);
});

test("a stream says the same in pieces and ends with its usage", async () => {
  const stream = streamText(asking("Tell me in pieces"));
  let text = "";
  for await (const piece of stream.textStream) text += piece;
  assert.equal(text, "You said: Tell me in pieces");
  assert.equal((await stream.usage).outputTokens, 7);
});

test("a stream comes from a provider of another dialect", async () => {
  const stream = streamText(asking("Tell me in pieces", provider.chat(process.env.MARKETPLACE_MESSAGES_MODEL)));
  let text = "";
  for await (const piece of stream.textStream) text += piece;
  assert.equal(text, "You said: Tell me in pieces");
});

test("a tool is called and its result answered", async () => {
  const answer = await generateText({
    ...asking('How is the weather?\n#tool weather {"city":"Kiel"}'),
    tools: { weather },
    stopWhen: stepCountIs(3),
  });
  assert.match(answer.text, /rain in Kiel/);
});

test("an answer is structured as asked", async () => {
  const answer = await generateText({
    ...asking('Which city?\n#say {"name":"Kiel","people":246000}'),
    output: Output.object({ schema: z.object({ name: z.string(), people: z.number() }) }),
  });
  assert.deepEqual(answer.output, { name: "Kiel", people: 246000 });
});

test("texts become vectors", async () => {
  const answer = await embedMany({
    model: provider.embedding(process.env.MARKETPLACE_EMBEDDING_MODEL),
    values: ["the sea", "the stars"],
  });
  assert.deepEqual(answer.embeddings.map((vector) => vector.length), [384, 384]);
});

test("errors keep their status", async () => {
  const refusedWith = (status) => (error) => APICallError.isInstance(error) && error.statusCode === status;
  await assert.rejects(generateText(asking("Hi", providerWith("llm_mk_wrong").chat(chatModel))), refusedWith(401));
  await assert.rejects(generateText(asking("Hi", provider.chat("nobody/nothing"))), refusedWith(404));
});

test("beyond the rate a client that waits as it is told gets through", async () => {
  const limited = providerWith(MARKETPLACE_LIMITED_KEY).chat(chatModel);
  const hasty = Array.from({ length: 4 }, () => generateText(asking("Hi", limited)));
  const refused = (await Promise.allSettled(hasty)).filter((call) => call.status === "rejected").map((call) => call.reason);
  assert.ok(refused.length > 0);
  for (const error of refused) {
    const cause = RetryError.isInstance(error) ? error.lastError : error;
    assert.equal(cause.statusCode, 429);
    assert.ok(cause.responseHeaders["retry-after"]);
  }
  const answer = await generateText({ ...asking("Hi again", limited), maxRetries: 5 });
  assert.equal(answer.text, "You said: Hi again");
});
