import { expect, test } from "vitest";
import { body } from "./client";
import { RequestFailure } from "./problem";

test("an answer is its body", async () => {
  await expect(body(Promise.resolve({ data: 1, response: new Response() }))).resolves.toBe(1);
});

test("a refusal carries the server's words", async () => {
  const error = { title: "Not found", status: 404, detail: "There is no such service." };
  const request = Promise.resolve({ error, response: new Response(null, { status: 404 }) });
  await expect(body(request)).rejects.toMatchObject({ status: 404, problem: error, passing: false });
});

test("a server that cannot be reached is told from one that refuses", async () => {
  await expect(body(Promise.reject(new TypeError("fetch failed")))).rejects.toEqual(
    new RequestFailure(undefined, undefined),
  );
});

test("a cancelled request stays cancelled", async () => {
  const cancelled = new DOMException("overtaken", "AbortError");
  await expect(body(Promise.reject(cancelled))).rejects.toBe(cancelled);
});
