import type { components, operations } from "./schema";

/* Short names for what the contract (api/openapi.yaml) calls these things; the shapes are generated from it. */

type Schemas = components["schemas"];

export type Service = Schemas["Service"];
export type ServiceSummary = Schemas["ServiceSummary"];
export type Capability = Schemas["Capability"];
export type Pricing = Schemas["Pricing"];
export type Rates = Schemas["Rates"];
export type SearchAnswer = Schemas["SearchAnswer"];
export type Hit = SearchAnswer["hits"][number];
export type Highlight = Hit["highlights"][number];
export type Facet = SearchAnswer["facets"][number];
export type UnderstoodPhrase = SearchAnswer["understood"][number];
export type ServicePrices = Schemas["ServicePrices"];
export type ModelOffer = operations["getModel"]["responses"]["200"]["content"]["application/json"]["services"][number];
export type ModelWindow = NonNullable<NonNullable<operations["getModel"]["parameters"]["query"]>["window"]>;
export type Problem = Schemas["Problem"];
export type SearchParameters = NonNullable<operations["search"]["parameters"]["query"]>;
