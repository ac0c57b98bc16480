import type { Facet } from "../../api/model";

export interface FacetValue {
  readonly value: string;
  readonly count: number;
  readonly chosen: boolean;
}

/** Values shown before a reader asks for all. */
export const SHORT_LIST = 6;

/**
 * The values of a facet in the server's order, and the chosen ones that it no longer counts: what is chosen can always be
 * taken back.
 */
export function facetValues(facet: Facet | undefined, chosen: readonly string[]): FacetValue[] {
  const counts = facet?.counts ?? [];
  const counted = new Set(counts.map(({ value }) => value));
  return [
    ...counts.map(({ value, count }) => ({ value, count, chosen: chosen.includes(value) })),
    ...chosen.filter((value) => !counted.has(value)).map((value) => ({ value, count: 0, chosen: true })),
  ];
}
