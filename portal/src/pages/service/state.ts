/** Languages of the first call, in the order of their tabs. */
export const CALL_LANGUAGES = ["curl", "python", "javascript", "java"] as const;
export type CallLanguage = (typeof CALL_LANGUAGES)[number];

/** What the address of a service page says beside the name: absent means the current version and curl. */
export interface ServiceState {
  version?: string;
  call?: CallLanguage;
  workload?: string;
}

export function readServiceState(raw: Record<string, unknown>): ServiceState {
  const version = text(raw.version);
  const workload = text(raw.workload);
  const call = CALL_LANGUAGES.find((known) => known === text(raw.call));
  return {
    ...(version ? { version } : {}),
    ...(call && call !== "curl" ? { call } : {}),
    ...(workload ? { workload } : {}),
  };
}

function text(value: unknown): string | undefined {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === "string" ? last : undefined;
}
