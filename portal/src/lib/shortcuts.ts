import { type RefObject, useEffect } from "react";
import { preference } from "./browser";

const slash = preference("shortcut.slash");

/** A shortcut of one character can be turned off (WCAG 2.1.4): speech input and shaky hands press it by accident. */
export const slashShortcut = {
  enabled: () => slash.read() !== "off",
  set: (enabled: boolean) => slash.write(enabled ? "on" : "off"),
};

/** Ctrl-K (or Command-K) from everywhere, `/` where one is not writing. */
export function opensSearch(event: KeyboardEvent): boolean {
  const withControl = event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
  if (withControl) {
    return event.key.toLowerCase() === "k";
  }
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  return plain && event.key === "/" && slashShortcut.enabled() && !writing(event.target);
}

export function useSearchHotkeys(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (opensSearch(event) && !document.querySelector("dialog[open]")) {
        event.preventDefault();
        input.current?.focus();
        input.current?.select();
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [input]);
}

function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
