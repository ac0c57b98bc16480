import { describe, expect, test } from "vitest";
import { addressText, parseAddress } from "../../lib/address";
import {
  changed,
  chosen,
  effectiveSort,
  readSearchState,
  type SearchState,
  searchParameters,
  toggled,
  unfiltered,
  withoutText,
} from "./state";

describe("an address", () => {
  test("and the state say the same, both ways", () => {
    const address =
      "?q=cheap+vision&category=embeddings&category=other&maxInputPrice=0.5&callable=true&sort=price-input&view=cards&pages=3&workload=50,20,10";
    const state = readSearchState(parseAddress(address));
    expect(readSearchState(parseAddress(addressText(state)))).toEqual(state);
    expect(state).toEqual({
      q: "cheap vision",
      category: ["embeddings", "other"],
      maxInputPrice: "0.5",
      callable: true,
      sort: "price-input",
      view: "cards",
      pages: 3,
      workload: "50,20,10",
    });
  });

  test("that is mistyped still opens", () => {
    const state = readSearchState(
      parseAddress("?sort=best&view=list&pages=-1&minContext=many&free=perhaps&unknown=1&category=&q="),
    );
    expect(state).toEqual({});
  });

  test("asks for ten pages at the most", () => {
    expect(readSearchState({ pages: "5000" })).toEqual({ pages: 10 });
  });

  test("with typed values, as links within the program have them, is read alike", () => {
    const state = { free: true, pages: 2, tag: ["a"] } as const;
    expect(readSearchState(state)).toEqual(state);
  });
});

describe("a filter", () => {
  test("is put in and taken out, and paging starts again", () => {
    const on = toggled({ q: "x", pages: 4 }, "tag", "a");
    expect(on).toEqual({ q: "x", tag: ["a"] });
    expect(toggled(on, "tag", "b")).toEqual({ q: "x", tag: ["a", "b"] });
    expect(toggled(on, "tag", "a")).toEqual({ q: "x" });
  });

  test("is a chip, and the chip knows the search without it", () => {
    const state = readSearchState(parseAddress("?free=true&tag=a&tag=b&minContext=8000"));
    expect(chosen(state).map(({ filter, value }) => `${filter}=${value}`)).toEqual([
      "free=true",
      "tag=a",
      "tag=b",
      "minContext=8000",
    ]);
    expect(chosen(state)[1]?.without).toEqual({ free: true, tag: ["b"], minContext: "8000" });
  });

  test("leaves with all others while text, order and view stay", () => {
    const state = readSearchState(parseAddress("?q=x&sort=name&view=cards&tag=a&free=true&pages=2&workload=1,1,1"));
    expect(unfiltered(state)).toEqual({ q: "x", sort: "name", view: "cards", workload: "1,1,1" });
  });
});

test("a component that is set to nothing is taken out", () => {
  expect(changed({ q: "x", sort: "name", pages: 3 }, "sort", undefined)).toEqual({ q: "x" });
});

test("the server is not asked about how the answer is shown", () => {
  const state = readSearchState(parseAddress("?q=x&view=cards&pages=2&workload=1,1,1&maxOutputPrice=5"));
  expect(JSON.parse(JSON.stringify(searchParameters(state)))).toEqual({ q: "x", maxOutputPrice: 5 });
});

test("a phrase that was understood is taken out of the text, with what held it", () => {
  const state: SearchState = { q: "poems, at least 200k context, in the EU", pages: 2, sort: "name" };
  expect(withoutText(state, 7, 28)).toEqual({ q: "poems in the EU", sort: "name" });
  expect(withoutText({ q: "free" }, 0, 4)).toEqual({});
});

test("a literal text is asked for without constraints, and bounds as numbers", () => {
  const state = readSearchState({ q: "free", literal: "true", maxRetentionDays: "0" });
  expect(searchParameters(state)).toEqual({ q: "free", constraints: false, maxRetentionDays: 0 });
});

test("an order by a workload asks with a call of its proportions, and needs one", () => {
  expect(searchParameters({ sort: "workload", workload: "30,10,40" })).toEqual({
    sort: "workload",
    inputTokens: 1500,
    cachedTokens: 500,
    outputTokens: 2000,
  });
  expect(searchParameters({ sort: "workload" })).toEqual({});
  expect(searchParameters({ sort: "name", workload: "1,1,1" })).toEqual({ sort: "name" });
});

describe("the order in force", () => {
  const understood = [{ filter: "sort", value: "price-input", text: "cheapest", from: 0, to: 8 }];

  test("is what the text asks for unless one was chosen", () => {
    expect(effectiveSort({ q: "cheapest" }, understood)).toBe("price-input");
    expect(effectiveSort({ q: "cheapest", sort: "relevance" }, understood)).toBe("price-input");
    expect(effectiveSort({ q: "cheapest", sort: "newest" }, understood)).toBe("newest");
  });

  test("is relevance for a text and the name without", () => {
    expect(effectiveSort({ q: "chat" })).toBe("relevance");
    expect(effectiveSort({ sort: "relevance" })).toBe("name");
    expect(effectiveSort({ q: "chat", sort: "workload" })).toBe("relevance");
  });
});
