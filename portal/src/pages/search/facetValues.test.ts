import { expect, test } from "vitest";
import { facetValues } from "./facetValues";

const facet = {
  name: "provider",
  counts: [
    { value: "openai", count: 60 },
    { value: "qwen", count: 48 },
  ],
};

test("the order of the server stays, and what is chosen is marked", () => {
  expect(facetValues(facet, ["qwen"])).toEqual([
    { value: "openai", count: 60, chosen: false },
    { value: "qwen", count: 48, chosen: true },
  ]);
});

test("what is chosen can be taken back although nothing matches it any more", () => {
  expect(facetValues(facet, ["gone"]).at(-1)).toEqual({ value: "gone", count: 0, chosen: true });
  expect(facetValues(undefined, ["gone"])).toHaveLength(1);
});
