import { describe, expect, test } from "vitest";
import { KEY_VARIABLE, keySteps, snippet } from "./snippets";
import { CALL_LANGUAGES } from "./state";

const call = { origin: "https://models.example.org", model: "demo/echo-chat@1.2.0" } as const;

describe.each(CALL_LANGUAGES)("the first call in %s", (language) => {
  test.each(["chat", "embeddings"] as const)("for %s names this server, the service, and no key", (kind) => {
    const text = snippet(language, { ...call, kind });
    expect(text).toContain("https://models.example.org/v1");
    expect(text).toContain('"demo/echo-chat@1.2.0"');
    expect(text).toContain("MARKETPLACE_KEY");
    expect(text).not.toMatch(/llm_mk_|undefined|^\n|\n$/);
  });
});

test("the body that curl sends is JSON", () => {
  const body = /-d '(.*)'$/s.exec(snippet("curl", { ...call, kind: "chat" }))?.[1] ?? "";
  expect(JSON.parse(body)).toEqual({
    model: "demo/echo-chat@1.2.0",
    messages: [{ role: "user", content: "Hello" }],
  });
});

test("the steps to a key subscribe to this service on this server, and end in the variable that the calls read", () => {
  const steps = keySteps(call, "demo/echo-chat");
  expect(steps).toContain("MARKETPLACE_SERVER=https://models.example.org\n");
  expect(steps).toContain("subscribe demo/echo-chat\n");
  expect(steps).toContain(`export ${KEY_VARIABLE}=$(`);
});
