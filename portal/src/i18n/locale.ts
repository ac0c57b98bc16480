import { preference } from "../lib/browser";
import type { Catalogue } from "./messages";

/** Languages the portal speaks, in their own names. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const stored = preference("language");

export function isLanguage(text: string | null | undefined): text is Language {
  return text === "en" || text === "de";
}

/** The first language of the reader that there is a catalogue for. */
export function chooseLanguage(preferred: readonly string[]): Language {
  const known = preferred.map((tag) => tag.split("-")[0]?.toLowerCase()).find(isLanguage);
  return known ?? "en";
}

export function readLanguage(): Language {
  const own = stored.read();
  return isLanguage(own) ? own : chooseLanguage(navigator.languages);
}

export function rememberLanguage(language: Language): void {
  stored.write(language);
}

/**
 * The tag that numbers and dates are written by: the reader's own region where it is of the language shown, so that a
 * British or an Austrian reader sees the forms of home.
 */
export function formattingLocale(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;
}

/** Each language is its own file, and only the one shown is fetched. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return language === "de" ? (await import("./de")).de : (await import("./en")).en;
}
