import { describe, expect, test } from "vitest";
import { nano } from "../lib/price";
import { createFormat } from "./format";
import { chooseLanguage, formattingLocale } from "./locale";

const en = createFormat("en-US");
const de = createFormat("de-DE");

function amount(text: string): bigint {
  return nano(text) ?? 0n;
}

describe("a price", () => {
  test.each([
    ["0.15", "$0.15", "0,15 $"],
    ["3", "$3.00", "3,00 $"],
    ["0.003625", "$0.003625", "0,003625 $"],
    ["1234.5", "$1,234.50", "1.234,50 $"],
  ])("%s loses no digit and has two at least", (text, english, german) => {
    expect(en.money(amount(text), "USD")).toBe(english);
    expect(de.money(amount(text), "USD").replace(/\s/g, " ")).toBe(german);
  });

  test("is halved at the decimal point, wherever the language puts the currency", () => {
    expect(en.moneyHalves(amount("10.075"), "USD")).toEqual(["$10", ".075"]);
    expect(de.moneyHalves(amount("10.075"), "USD").map((half) => half.replace(/\s/g, " "))).toEqual(["10", ",075 $"]);
  });

  test("of a currency without small units keeps its digits", () => {
    expect(en.money(amount("15.5"), "JPY")).toBe("¥15.50");
  });
});

test("a sum has two digits, and more only below a cent", () => {
  expect(en.sum(amount("1020.456"), "USD")).toBe("$1,020.46");
  expect(en.sum(amount("0.000123456"), "USD")).toBe("$0.00012");
  expect(en.sum(0n, "USD")).toBe("$0.00");
});

test("windows of tokens are short enough to compare", () => {
  const windows = [512, 8192, 128000, 999999, 1048576];
  expect(windows.map(en.compact)).toEqual(["512", "8.19K", "128K", "1M", "1.05M"]);
  expect(windows.map(de.compact)).toEqual(["512", "8,19K", "128K", "1M", "1,05M"]);
});

test("a day is the same day in every time zone", () => {
  expect(en.date("2026-11-03")).toBe("Nov 3, 2026");
  expect(de.date("2026-11-03")).toBe("03.11.2026");
});

test("regions are named, and an unknown code stays itself", () => {
  expect(de.region("FR")).toBe("Frankreich");
  expect(en.region("EU")).toBe("European Union");
  expect(en.region("not-a-region")).toBe("not-a-region");
});

test("latency is read in the unit that fits", () => {
  expect(en.duration(250)).toBe("250 ms");
  expect(en.duration(2500)).toBe("2.5 sec");
});

describe("a reader", () => {
  test("is spoken to in the first language that there is", () => {
    expect(chooseLanguage(["fr-FR", "de-AT", "en"])).toBe("de");
    expect(chooseLanguage(["fr", "ja"])).toBe("en");
  });

  test("sees numbers as at home", () => {
    expect(formattingLocale("en", ["de-DE", "en-GB"])).toBe("en-GB");
    expect(formattingLocale("de", ["en-GB"])).toBe("de");
  });
});
