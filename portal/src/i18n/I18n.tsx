import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { createFormat, type Format } from "./format";
import { formattingLocale, type Language, loadCatalogue, rememberLanguage } from "./locale";
import { type Catalogue, type MessageKey, render, type Values } from "./messages";

export interface I18n {
  readonly language: Language;
  readonly format: Format;
  t(key: MessageKey, values?: Values): string;
  /** The message of a key that data makes, or the data itself where it is new to this portal. */
  term(prefix: string, value: string): string;
  choose(language: Language): void;
}

const Context = createContext<I18n | null>(null);

export function useI18n(): I18n {
  const i18n = use(Context);
  if (!i18n) {
    throw new Error("useI18n needs I18nProvider above it");
  }
  return i18n;
}

interface Speech {
  readonly language: Language;
  readonly catalogue: Catalogue;
}

export function I18nProvider({ initial, children }: { initial: Speech; children: ReactNode }) {
  const [speech, speak] = useState(initial);
  const i18n = useMemo(() => create(speech, (language) => void change(language, speak)), [speech]);
  useEffect(() => {
    document.documentElement.lang = speech.language;
  }, [speech.language]);
  return <Context value={i18n}>{children}</Context>;
}

async function change(language: Language, speak: (speech: Speech) => void): Promise<void> {
  rememberLanguage(language);
  speak({ language, catalogue: await loadCatalogue(language) });
}

export function create({ language, catalogue }: Speech, choose: (language: Language) => void): I18n {
  const format = createFormat(formattingLocale(language, navigator.languages));
  const t = (key: MessageKey, values: Values = {}) => render(catalogue[key], values, format.locale);
  return {
    language,
    format,
    t,
    term: (prefix, value) => {
      const key = `${prefix}.${value}`;
      return key in catalogue ? t(key as MessageKey) : value;
    },
    choose,
  };
}
