import type { KeyboardEvent } from "react";

/** Marks the link of a result, in the table and on a card alike: both are one list to the arrow keys. */
export const RESULT_LINK = { "data-result": "" } as const;

function links(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-result]")];
}

/** False when there is none. */
export function focusFirstResult(): boolean {
  const first = links()[0];
  first?.focus();
  return first !== undefined;
}

/** Arrow up and down go from result to result; above the first stands the search box. */
export function moveAmongResults(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const all = links();
  const at = all.indexOf(event.target as HTMLElement);
  if (step === 0 || at < 0) {
    return;
  }
  event.preventDefault();
  const next = at + step < 0 ? document.querySelector<HTMLElement>("input[type=search]") : all[at + step];
  next?.focus();
}
