import { describe, expect, test } from "vitest";
import { de } from "./de";
import { en } from "./en";
import { type Message, type MessageKey, render } from "./messages";

const KEYS = Object.keys(en) as MessageKey[];

function forms(message: Message): string[] {
  return typeof message === "string" ? [message] : Object.values(message);
}

function placeholders(message: Message): string[] {
  return [...new Set(forms(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();
}

describe("the German catalogue", () => {
  test("has the keys of the English one and no others", () => {
    expect(Object.keys(de).sort()).toEqual([...KEYS].sort());
  });

  test("takes the same values in every message", () => {
    const different = KEYS.filter((key) => placeholders(de[key]).join() !== placeholders(en[key]).join());
    expect(different).toEqual([]);
  });
});

test("no message is empty or padded", () => {
  const careless = KEYS.filter((key) =>
    [en[key], de[key]].flatMap(forms).some((form) => form !== form.trim() || !form),
  );
  expect(careless).toEqual([]);
});

describe("a message", () => {
  test("takes the form that the number asks for, and writes it as the language does", () => {
    expect(render(en.days, { count: 1 }, "en")).toBe("1 day");
    expect(render(de.days, { count: 1234 }, "de")).toBe("1.234 Tage");
  });

  test("shows a value as it is, also one that looks like a placeholder", () => {
    expect(render("{a} {b}", { a: "{b}", b: "x" }, "en")).toBe("{b} x");
  });

  test("keeps a placeholder that has no value, so that it is seen", () => {
    expect(render("{gone}", {}, "en")).toBe("{gone}");
  });
});
