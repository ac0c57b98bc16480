/** The times over which quality is measured, as the REST interface names them. */
export const WINDOWS = ["1h", "24h", "30d"] as const;
export type Window = (typeof WINDOWS)[number];

/** What the address of a model's page says beside the name: absent means 30 days. */
export interface ModelState {
  window?: Window;
}

export function readModelState(raw: Record<string, unknown>): ModelState {
  const window = WINDOWS.find((known) => known === raw.window);
  return window && window !== "30d" ? { window } : {};
}
