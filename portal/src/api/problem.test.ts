import { expect, test } from "vitest";
import { RequestFailure, readProblem, shouldRetry } from "./problem";

test("what passes is tried twice more, a refusal never", () => {
  expect(shouldRetry(0, new RequestFailure(undefined, undefined))).toBe(true);
  expect(shouldRetry(1, new RequestFailure(503, undefined))).toBe(true);
  expect(shouldRetry(2, new RequestFailure(503, undefined))).toBe(false);
  expect(shouldRetry(0, new RequestFailure(404, undefined))).toBe(false);
  expect(shouldRetry(0, new Error("a fault of our own"))).toBe(false);
});

test("a body that is no problem document is not taken for one", () => {
  expect(readProblem("<html>Bad gateway</html>")).toBeUndefined();
  expect(readProblem(undefined)).toBeUndefined();
  expect(readProblem({ title: "Not found", status: 404 })).toEqual({ title: "Not found", status: 404 });
});
