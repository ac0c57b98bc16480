import { expect, test } from "vitest";
import type { Service } from "../../api/model";
import { obstacle } from "./Callability";

const endpoint = { name: "endpoint-1", protocol: "rest", dialect: "openai" } as const;
const pricing = { model: "free", currency: "USD", tiers: [] } as unknown as NonNullable<Service["pricing"]>;

test("the first obstacle on the way to a call is named", () => {
  expect(obstacle({ status: "suspended", endpoint, pricing })).toBe("status");
  expect(obstacle({ status: "active", endpoint: undefined, pricing })).toBe("endpoint");
  expect(obstacle({ status: "active", endpoint, pricing: undefined })).toBe("price");
  expect(obstacle({ status: "deprecated", endpoint, pricing })).toBe("credential");
});
