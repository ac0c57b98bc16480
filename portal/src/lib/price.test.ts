import { describe, expect, test } from "vitest";
import type { Pricing, Rates } from "../api/model";
import { decimalText, nano, parseWorkload, rateLines, workloadCost, workloadText } from "./price";

describe("an amount", () => {
  test.each([
    ["0.15", 150_000_000n],
    ["0.003625", 3_625_000n],
    ["12", 12_000_000_000n],
    ["1e-7", 100n],
    [0.0375, 37_500_000n],
    ["999999999.999999999", 999_999_999_999_999_999n],
    ["0.0000000009", 0n],
  ])("%s is read exactly, to the ninth digit", (text, expected) => {
    expect(nano(text)).toBe(expected);
  });

  test.each(["", "-1", "abc", "NaN", "1,5", undefined, null])("%s is none", (text) => {
    expect(nano(text)).toBeUndefined();
  });

  test("keeps every digit on its way back to text", () => {
    expect(decimalText(nano("0.000000123") ?? 0n)).toBe("0.000000123");
    expect(decimalText(12_000_000_000n)).toBe("12.000000000");
  });
});

describe("a workload", () => {
  test("survives the address", () => {
    const workload = { input: 50, cached: 0.5, output: 10 };
    expect(parseWorkload(workloadText(workload))).toEqual(workload);
  });

  test.each([undefined, "", "1,2", "1,2,3,4", "1,,3", "1,-2,3", "a,b,c", "0,0,0", "1,2,1e99"])("%s is none", (text) => {
    expect(parseWorkload(text)).toBeUndefined();
  });

  test("costs what its tokens cost, cached ones at their own rate", () => {
    expect(
      workloadCost(pricing({ input: "2", cacheRead: "0.5", output: "8" }), { input: 50, cached: 20, output: 10 }),
    ).toBe(nano("190"));
  });

  test("of parts of a million is exact", () => {
    expect(workloadCost(pricing({ input: "0.15" }), { input: 0.000001, cached: 0, output: 0 })).toBe(150n);
  });

  test("has no cost where tokens do not tell it", () => {
    const workload = { input: 1, cached: 1, output: 1 };
    expect(workloadCost(undefined, workload)).toBeUndefined();
    expect(workloadCost({ ...pricing({ request: "0.1" }), model: "per-request" }, workload)).toBeUndefined();
  });

  test("of a free service costs nothing", () => {
    expect(workloadCost({ ...pricing({}), model: "free" }, { input: 1, cached: 1, output: 1 })).toBe(0n);
  });
});

describe("a price list", () => {
  test("names input, cached input and output, and leaves out what repeats its side", () => {
    const rates = { input: "1", cacheRead: "1", cacheWrite5m: "1", cacheWrite1h: "1", audioInput: "1" };
    expect(rateLines(pricing({ ...rates, output: "4", reasoning: "4", audioOutput: "4" }))).toEqual([
      "input",
      "cacheRead",
      "output",
    ]);
  });

  test("names what is priced apart, in any tier", () => {
    const base = pricing({ input: "1", cacheRead: "1", cacheWrite5m: "1.25", output: "4", reasoning: "4" });
    const tier = { aboveInputTokens: 200_000, rates: { ...base.rates, reasoning: "6" } };
    expect(rateLines({ ...base, tiers: [tier] })).toEqual([
      "input",
      "cacheRead",
      "cacheWrite5m",
      "cacheWrite1h",
      "output",
      "reasoning",
      "audioInput",
      "audioOutput",
    ]);
  });

  test("of a service that is paid per request names the request alone", () => {
    expect(rateLines({ ...pricing({ request: "0.01" }), model: "per-request" })).toEqual(["request"]);
  });

  test("of a free service is empty", () => {
    expect(rateLines({ ...pricing({}), model: "free" })).toEqual([]);
  });
});

function pricing(some: Partial<Rates>): Pricing {
  const zero = "0";
  const rates: Rates = {
    input: zero,
    cacheRead: zero,
    cacheWrite5m: zero,
    cacheWrite1h: zero,
    output: zero,
    reasoning: zero,
    audioInput: zero,
    audioOutput: zero,
    image: zero,
    request: zero,
    ...some,
  };
  return { model: "per-token", currency: "USD", rates, tiers: [] };
}
