import { decimalText, type Nano } from "../lib/price";

/** Numbers, money and dates as a locale writes them. */
export interface Format {
  readonly locale: string;
  number(value: number): string;
  /** 131072 as 131K, in every language: windows of tokens are compared, not counted. */
  compact(value: number): string;
  percent(value: number): string;
  /** An exact amount: at least two digits after the point, at most nine, none lost. */
  money(amount: Nano, currency: string): string;
  /** The same in two halves around the decimal point, so that a column can align on it. */
  moneyHalves(amount: Nano, currency: string): readonly [string, string];
  /** A sum for a reader who compares: two digits, more only below a cent. */
  sum(amount: Nano, currency: string): string;
  date(isoDate: string): string;
  duration(millis: number): string;
  region(code: string): string;
  list(items: readonly string[]): string;
}

export function createFormat(locale: string): Format {
  const number = new Intl.NumberFormat(locale);
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 3 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const regions = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });
  const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });
  const exact = memo((currency) => money(locale, currency, { maximumFractionDigits: 9 }));
  const rounded = memo((currency) => money(locale, currency, { maximumFractionDigits: 2 }));
  const small = memo((currency) =>
    money(locale, currency, { maximumSignificantDigits: 2, minimumFractionDigits: undefined }),
  );
  return {
    locale,
    number: (value) => number.format(value),
    compact: (value) => compact(short, value),
    percent: (value) => percent.format(value / 100),
    money: (amount, currency) => exact(currency).format(decimalText(amount)),
    moneyHalves: (amount, currency) => halves(exact(currency).formatToParts(decimalText(amount))),
    sum: (amount, currency) =>
      (amount > 0n && amount < 10_000_000n ? small(currency) : rounded(currency)).format(decimalText(amount)),
    date: (isoDate) => date.format(new Date(isoDate)),
    duration: (millis) => seconds(locale, millis),
    region: (code) => regionName(regions, code),
    list: (items) => list.format(items),
  };
}

function compact(short: Intl.NumberFormat, value: number): string {
  if (value < 1000) {
    return short.format(value);
  }
  // 999 999 rounds to a million: the unit is chosen after rounding.
  return value < 999_500 ? `${short.format(value / 1000)}K` : `${short.format(value / 1_000_000)}M`;
}

function money(locale: string, currency: string, digits: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    ...(digits.maximumSignificantDigits ? {} : { minimumFractionDigits: 2 }),
    ...definite(digits),
  });
}

function definite(options: Intl.NumberFormatOptions): Intl.NumberFormatOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function halves(parts: readonly Intl.NumberFormatPart[]): readonly [string, string] {
  const point = parts.findIndex((part) => part.type === "decimal");
  const text = (some: readonly Intl.NumberFormatPart[]) => some.map((part) => part.value).join("");
  return point < 0 ? [text(parts), ""] : [text(parts.slice(0, point)), text(parts.slice(point))];
}

function seconds(locale: string, millis: number): string {
  const [value, unit] = millis < 1000 ? [millis, "millisecond"] : [millis / 1000, "second"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}

function regionName(regions: Intl.DisplayNames, code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

function memo<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
