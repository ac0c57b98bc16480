import type { en } from "./en";

/** A message with `{name}` for what is put in; several forms where a number decides, chosen by the language's rules. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

export type MessageKey = keyof typeof en;

/** All messages of one language. A missing one does not compile. */
export type Catalogue = Record<MessageKey, Message>;

export type Values = Record<string, string | number>;

/** Puts values into a message; numbers are written as the language writes them, `count` chooses the form. */
export function render(message: Message, values: Values, locale: string): string {
  const form =
    typeof message === "string"
      ? message
      : (message[new Intl.PluralRules(locale).select(Number(values.count ?? 0))] ?? message.other);
  return form.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : (value ?? placeholder);
  });
}
