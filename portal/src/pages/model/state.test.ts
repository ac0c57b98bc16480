import { expect, test } from "vitest";
import { readModelState } from "./state";

test("a window that is not the usual one stands in the address, others are left", () => {
  expect(readModelState({ window: "24h" })).toEqual({ window: "24h" });
  expect(readModelState({ window: "30d" })).toEqual({});
  expect(readModelState({ window: "1y", other: "x" })).toEqual({});
});
