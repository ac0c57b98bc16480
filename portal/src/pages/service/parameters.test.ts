import { expect, test } from "vitest";
import { parameterRows } from "./parameters";

test("the properties of a schema become rows with type, need and bounds", () => {
  const rows = parameterRows({
    type: "object",
    required: ["messages"],
    properties: {
      messages: { type: "array", items: { type: "object" }, description: "The conversation." },
      temperature: { type: ["number", "null"], minimum: 0, maximum: 2, default: 1 },
      mode: { enum: ["fast", "good"] },
      anything: true,
    },
  });
  expect(rows).toEqual([
    { name: "messages", type: "object[]", required: true, description: "The conversation.", range: "" },
    { name: "temperature", type: "number | null", required: false, description: "", range: "0…2 · = 1" },
    { name: "mode", type: "any", required: false, description: "", range: '"fast", "good"' },
    { name: "anything", type: "any", required: false, description: "", range: "" },
  ]);
});

test.each([undefined, null, true, "x", [], { type: "string" }])("%j has none", (schema) => {
  expect(parameterRows(schema)).toEqual([]);
});
