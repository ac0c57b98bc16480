import { expect, test } from "vitest";
import { addressText, parseAddress } from "./address";

test("lists stand as the same name several times", () => {
  expect(addressText({ category: ["embeddings", "other"], q: "a b" })).toBe(
    "?category=embeddings&category=other&q=a+b",
  );
  expect(parseAddress("?category=embeddings&category=other&q=a+b")).toEqual({
    category: ["embeddings", "other"],
    q: "a b",
  });
});

test("what is absent leaves no trace", () => {
  expect(addressText({ q: undefined, sort: null, tag: [], view: "" })).toBe("");
});

test.each(["a&b=c", "100 %", "ä/ö:ü,ß", "+", "<script>", "日本"])("%s comes back as it went", (text) => {
  expect(parseAddress(addressText({ q: text }))).toEqual({ q: text });
});
