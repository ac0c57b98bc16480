// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { opensSearch, slashShortcut } from "./shortcuts";

afterEach(() => {
  slashShortcut.set(true);
  document.body.replaceChildren();
});

function press(key: string, modifiers: KeyboardEventInit = {}, on: HTMLElement = document.body): boolean {
  let opens = false;
  const hear = (event: Event) => {
    opens = opensSearch(event as KeyboardEvent);
  };
  document.addEventListener("keydown", hear);
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...modifiers }));
  document.removeEventListener("keydown", hear);
  return opens;
}

describe("search opens", () => {
  test("by Ctrl-K and Command-K, not with further keys", () => {
    expect(press("k", { ctrlKey: true })).toBe(true);
    expect(press("K", { metaKey: true })).toBe(true);
    expect(press("k", { ctrlKey: true, shiftKey: true })).toBe(false);
    expect(press("k")).toBe(false);
  });

  test("by a slash, except while one writes", () => {
    const field = document.createElement("input");
    document.body.append(field);
    expect(press("/")).toBe(true);
    expect(press("/", {}, field)).toBe(false);
    expect(press("k", { ctrlKey: true }, field)).toBe(true);
  });

  test("not by a slash once a reader has turned it off", () => {
    slashShortcut.set(false);
    expect(press("/")).toBe(false);
  });
});
