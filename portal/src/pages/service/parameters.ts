/** One parameter of a capability, as read from its JSON Schema. */
export interface ParameterRow {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  /** Bounds, allowed values and default in short; empty when there are none. */
  readonly range: string;
}

type Schema = Record<string, unknown>;

/** The properties of a JSON Schema that describes an object; none for anything else. */
export function parameterRows(schema: unknown): ParameterRow[] {
  if (!isSchema(schema) || !isSchema(schema.properties)) {
    return [];
  }
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties).map(([name, property]) => {
    const details = isSchema(property) ? property : {};
    return {
      name,
      type: typeText(details),
      required: required.includes(name),
      description: typeof details.description === "string" ? details.description : "",
      range: rangeText(details),
    };
  });
}

function typeText(schema: Schema): string {
  const { type, items } = schema;
  if (type === "array" && isSchema(items)) {
    return `${typeText(items)}[]`;
  }
  return Array.isArray(type) ? type.join(" | ") : typeof type === "string" ? type : "any";
}

function rangeText(schema: Schema): string {
  const { minimum, maximum, enum: values, default: standard } = schema;
  const parts = [
    Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(", ") : "",
    minimum !== undefined && maximum !== undefined ? `${minimum}…${maximum}` : "",
    minimum !== undefined && maximum === undefined ? `≥ ${minimum}` : "",
    minimum === undefined && maximum !== undefined ? `≤ ${maximum}` : "",
    standard !== undefined ? `= ${JSON.stringify(standard)}` : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
