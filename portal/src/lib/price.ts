import type { Pricing, Rates, ServiceSummary } from "../api/model";

/** Nano-units of a currency: a billionth. Exact for every price the catalogue can hold. */
export type Nano = bigint;

/** A decimal as JSON carries it: text where digits matter, a number where a provider wrote one. */
export type Decimal = string | number;

const NANO_DIGITS = 9;

/** Reads a decimal of 0 or more; digits beyond the ninth are cut off. Undefined when it is not one. */
export function nano(value: Decimal | null | undefined): Nano | undefined {
  const match = /^(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/.exec(String(value ?? ""));
  if (!match) {
    return undefined;
  }
  const [, whole = "0", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const shift = NANO_DIGITS - fraction.length + Number(exponent);
  return shift >= 0 ? BigInt(digits) * 10n ** BigInt(shift) : BigInt(digits) / 10n ** BigInt(-shift);
}

/** Exact text of an amount, as `Intl.NumberFormat` reads it without rounding through a double. */
export function decimalText(amount: Nano): `${number}` {
  const digits = amount.toString().padStart(NANO_DIGITS + 1, "0");
  return `${digits.slice(0, -NANO_DIGITS)}.${digits.slice(-NANO_DIGITS)}` as `${number}`;
}

/** Millions of tokens of one month, as a person counts them. */
export interface Workload {
  /** Prompt tokens that are not read from a cache. */
  readonly input: number;
  /** Prompt tokens that are read from the provider's cache. */
  readonly cached: number;
  readonly output: number;
}

const MICRO = 1_000_000;
const MOST_MILLIONS = 1_000_000_000;

/** Reads `input,cached,output`, the form a workload has in an address; undefined when it is not one or all are 0. */
export function parseWorkload(text: string | undefined): Workload | undefined {
  const parts = (text ?? "").split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const [input = Number.NaN, cached = Number.NaN, output = Number.NaN] = parts;
  const usable = parts.length === 3 && parts.every((part) => part >= 0 && part <= MOST_MILLIONS);
  return usable && input + cached + output > 0 ? { input, cached, output } : undefined;
}

export function workloadText(workload: Workload): string {
  return [workload.input, workload.cached, workload.output].join(",");
}

/** As many tokens as one call of a usual size has, in the proportions of a month. */
const CALL_TOKENS = 4000;

/** A call of that month, as the server prices and sorts by it. */
export function tokensPerCall({ input, cached, output }: Workload) {
  const share = CALL_TOKENS / (input + cached + output);
  return {
    inputTokens: Math.round(input * share),
    cachedTokens: Math.round(cached * share),
    outputTokens: Math.round(output * share),
  };
}

/** What a workload costs at the base rates; undefined where tokens do not tell the price. */
export function workloadCost(pricing: Pricing | null | undefined, workload: Workload): Nano | undefined {
  if (!pricing || (pricing.model !== "per-token" && pricing.model !== "free")) {
    return undefined;
  }
  const parts = [
    tokens(pricing.rates.input, workload.input),
    tokens(pricing.rates.cacheRead ?? pricing.rates.input, workload.cached),
    tokens(pricing.rates.output, workload.output),
  ];
  return parts.reduce((sum, part) => sum + part, 0n);
}

function tokens(rate: Decimal | null | undefined, millions: number): Nano {
  return ((nano(rate) ?? 0n) * BigInt(Math.round(millions * MICRO))) / BigInt(MICRO);
}

/** The kinds of tokens that can be priced apart, in the order in which a price list names them. */
export const TOKEN_RATES = [
  "input",
  "cacheRead",
  "cacheWrite5m",
  "cacheWrite1h",
  "output",
  "reasoning",
  "audioInput",
  "audioOutput",
] as const satisfies readonly (keyof Rates)[];

/** What is charged apiece. */
export const PIECE_RATES = ["image", "request"] as const satisfies readonly (keyof Rates)[];

export type RateName = (typeof TOKEN_RATES)[number] | (typeof PIECE_RATES)[number];

const ALWAYS: ReadonlySet<RateName> = new Set(["input", "cacheRead", "output"]);
const INPUT_SIDE: ReadonlySet<RateName> = new Set(["cacheWrite5m", "cacheWrite1h", "audioInput"]);

/** False where nothing comes out that tokens could be counted of; a price of 0 then is no offer. */
export function pricesOutput(service: Pick<ServiceSummary, "category" | "pricing">): boolean {
  return service.category !== "embeddings" || (nano(service.pricing?.rates.output) ?? 0n) > 0n;
}

/**
 * The rates worth a line: the usual three, and what differs from its side in the base or any tier. A rate that follows
 * its side would only repeat it.
 */
export function rateLines(pricing: Pricing): RateName[] {
  const books = [pricing.rates, ...(pricing.tiers ?? []).map((tier) => tier.rates)];
  const differs = (name: RateName) =>
    books.some((rates) => {
      const own = nano(rates[name]);
      const side = nano(INPUT_SIDE.has(name) ? rates.input : rates.output);
      return own !== undefined && own !== side;
    });
  const charged = (name: RateName) => books.some((rates) => (nano(rates[name]) ?? 0n) > 0n);
  const perToken = pricing.model === "per-token" || TOKEN_RATES.some(charged);
  return [
    ...(perToken ? TOKEN_RATES.filter((name) => ALWAYS.has(name) || differs(name)) : []),
    ...PIECE_RATES.filter(charged),
  ];
}
