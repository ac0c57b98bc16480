import type { SearchParameters, UnderstoodPhrase } from "../../api/model";
import { parseWorkload, tokensPerCall, type Workload } from "../../lib/price";

/** Filters that take any number of values; the names are those of the REST interface and of its facets. */
export const LIST_FILTERS = [
  "category",
  "feature",
  "provider",
  "input",
  "output",
  "capability",
  "parameter",
  "pricingModel",
  "complianceLevel",
  "residency",
  "certification",
  "licence",
  "dialect",
  "source",
  "tag",
] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

/** Filters with a bound. */
export const BOUND_FILTERS = [
  "maxInputPrice",
  "maxOutputPrice",
  "maxBlendedPrice",
  "minContext",
  "minOutputTokens",
  "minAvailability",
  "minUptime",
  "maxMeasuredLatency",
  "minRating",
  "maxRetentionDays",
] as const;
export type BoundFilter = (typeof BOUND_FILTERS)[number];

/** Filters that are on or off. */
export const FLAG_FILTERS = ["callable", "free", "verified"] as const;
export type FlagFilter = (typeof FLAG_FILTERS)[number];

export type Filter = ListFilter | BoundFilter | FlagFilter;

export const SORTS = [
  "relevance",
  "name",
  "newest",
  "updated",
  "price-input",
  "price-output",
  "price-blended",
  "workload",
  "context",
  "output-tokens",
  "availability",
  "latency",
  "retention",
  "measured-latency",
  "uptime",
  "rating",
] as const;
export type Sort = (typeof SORTS)[number];

export const VIEWS = ["table", "cards"] as const;
export type View = (typeof VIEWS)[number];

/** Everything that the search page shows follows from this, and this is the address. Absent means the default. */
export type SearchState = {
  q?: string;
  /** The text is taken as it is, without reading constraints out of it. */
  literal?: true;
  sort?: Sort;
  view?: View;
  pages?: number;
  workload?: string;
} & {
  [name in ListFilter]?: string[];
} & { [name in BoundFilter]?: string } & { [name in FlagFilter]?: true };

/** Pages that an address may ask for at once. */
export const MOST_PAGES = 10;

/** As an address holds it, or a link within the program that is already typed. */
type Raw = Record<string, unknown>;

/** Takes from an address what the page understands and leaves the rest: an old or mistyped link still opens. */
export function readSearchState(raw: Raw): SearchState {
  const state: SearchState = {};
  const q = last(raw.q)?.slice(0, 500);
  if (q) {
    state.q = q;
  }
  if (q && last(raw.literal) === "true") {
    state.literal = true;
  }
  readFilters(raw, state);
  const sort = SORTS.find((known) => known === last(raw.sort));
  if (sort) {
    state.sort = sort;
  }
  if (last(raw.view) === "cards") {
    state.view = "cards";
  }
  const pages = Number(last(raw.pages));
  if (Number.isInteger(pages) && pages > 1) {
    state.pages = Math.min(pages, MOST_PAGES);
  }
  const workload = last(raw.workload);
  if (workload) {
    state.workload = workload;
  }
  return state;
}

function readFilters(raw: Raw, state: SearchState): void {
  for (const name of LIST_FILTERS) {
    const values = list(raw[name]).filter((value) => value !== "");
    if (values.length > 0) {
      state[name] = [...new Set(values)];
    }
  }
  for (const name of BOUND_FILTERS) {
    const value = last(raw[name]);
    if (value && Number(value) >= 0) {
      state[name] = value;
    }
  }
  for (const name of FLAG_FILTERS) {
    if (last(raw[name]) === "true") {
      state[name] = true;
    }
  }
}

/** The same search with one value of a list filter put in or taken out; paging starts again. */
export function toggled(state: SearchState, name: ListFilter, value: string): SearchState {
  const { [name]: values = [], pages: _, ...rest } = state;
  const left = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  return left.length > 0 ? { ...rest, [name]: left } : rest;
}

/** The same search with one component set, or taken out by undefined; paging starts again. */
export function changed<Name extends keyof SearchState>(
  state: SearchState,
  name: Name,
  value: SearchState[Name] | undefined,
): SearchState {
  const { [name]: _, pages: __, ...rest } = state;
  return (value === undefined ? rest : { ...rest, [name]: value }) as SearchState;
}

/** The same search without a part of its text, from one place to before another; paging starts again. */
export function withoutText(state: SearchState, from: number, to: number): SearchState {
  const q = state.q ?? "";
  const left = `${q.slice(0, from)} ${q.slice(to)}`.replace(/[\s,;]+/g, " ").trim();
  return changed(state, "q", left || undefined);
}

/** The same search without filters; the text, the order and the view stay. */
export function unfiltered(state: SearchState): SearchState {
  const { q, literal, sort, view, workload } = state;
  return {
    ...(q ? { q } : {}),
    ...(literal ? { literal } : {}),
    ...(sort ? { sort } : {}),
    ...(view ? { view } : {}),
    ...(workload ? { workload } : {}),
  };
}

/**
 * The order that is in force: the chosen one, else the one that was read out of the text. Without a text there is no
 * relevance, and the name decides.
 */
export function effectiveSort(state: SearchState, understood: readonly UnderstoodPhrase[] = []): Sort {
  const possible = state.sort !== "workload" || state.workload !== undefined;
  if (possible && state.sort && state.sort !== "relevance") {
    return state.sort;
  }
  const asked = understood.find(({ filter }) => filter === "sort")?.value;
  return state.q ? (SORTS.find((known) => known === asked) ?? "relevance") : "name";
}

/** One chosen value, as a chip shows it. */
export interface Chosen {
  readonly filter: Filter;
  readonly value: string;
  /** The search without it. */
  readonly without: SearchState;
}

export function chosen(state: SearchState): Chosen[] {
  return [
    ...FLAG_FILTERS.filter((filter) => state[filter]).map((filter) => single(state, filter, "true")),
    ...LIST_FILTERS.flatMap((filter) =>
      (state[filter] ?? []).map((value) => ({ filter, value, without: toggled(state, filter, value) })),
    ),
    ...BOUND_FILTERS.flatMap((filter) => {
      const value = state[filter];
      return value === undefined ? [] : [single(state, filter, value)];
    }),
  ];
}

function single(state: SearchState, filter: BoundFilter | FlagFilter, value: string): Chosen {
  return { filter, value, without: changed(state, filter, undefined) };
}

/**
 * What of the state the server is asked; how it is shown stays here. Values come from an address: what the server does
 * not know it refuses, and the page shows its words.
 */
export function searchParameters(state: SearchState): SearchParameters {
  const { view: _, pages: __, workload: text, literal, sort, ...rest } = state;
  const workload = parseWorkload(text);
  const asked: Record<string, unknown> = rest;
  const bounds = Object.fromEntries(
    BOUND_FILTERS.flatMap((name) => (asked[name] === undefined ? [] : [[name, Number(asked[name])]])),
  );
  return {
    ...asked,
    ...bounds,
    ...order(sort, workload),
    ...(literal ? { constraints: false } : {}),
  } as SearchParameters;
}

/** By a workload only where there is one; a link without it still opens. */
function order(sort: Sort | undefined, workload: Workload | undefined): SearchParameters {
  if (sort !== "workload") {
    return sort ? { sort } : {};
  }
  return workload ? { sort, ...tokensPerCall(workload) } : {};
}

function list(value: unknown): readonly string[] {
  return value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);
}

function last(value: unknown): string | undefined {
  return list(value).at(-1);
}
