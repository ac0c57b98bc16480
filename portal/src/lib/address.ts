/**
 * How search parameters stand in an address: plain text, a list as the same name several times. Addresses stay readable
 * and carry the names and values of the REST interface.
 */
export type AddressValue = string | readonly string[];

export function parseAddress(text: string): Record<string, AddressValue> {
  const params = new URLSearchParams(text);
  const values: Record<string, AddressValue> = {};
  for (const name of new Set(params.keys())) {
    const all = params.getAll(name);
    values[name] = all.length === 1 ? (all[0] ?? "") : all;
  }
  return values;
}

export function addressText(values: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const part of Array.isArray(value) ? value : [value]) {
      if (part !== undefined && part !== null && part !== "") {
        params.append(name, String(part));
      }
    }
  }
  // A slash and a colon need no escape in a query, and an address with them is easier to read.
  const query = params.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
  return query === "" ? "" : `?${query}`;
}
