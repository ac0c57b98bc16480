import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { modelQuery, searchQuery, serviceQuery } from "./api/queries";
import { Layout } from "./components/Layout";
import { addressText, parseAddress } from "./lib/address";
import { ErrorPage } from "./pages/ErrorPage";
import { readModelState } from "./pages/model/state";
import { NotFoundPage } from "./pages/NotFoundPage";
import { SearchPage } from "./pages/search/SearchPage";
import { readSearchState } from "./pages/search/state";
import { readServiceState } from "./pages/service/state";

const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Layout,
  notFoundComponent: NotFoundPage,
});

/** `/?q=…&category=…`: the catalogue. The request starts before the page renders, and nothing waits for it. */
const searchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: readSearchState,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(searchQuery(deps)),
  component: SearchPage,
});

/** `/services/openai/gpt-4o?version=1.2.0`: one service; its code is a file of its own. */
const serviceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/services/$provider/$service",
  validateSearch: readServiceState,
  loader: ({ context, params }) => void context.queries.prefetchQuery(serviceQuery(params.provider, params.service)),
  component: lazyRouteComponent(() => import("./pages/service/ServicePage"), "ServicePage"),
});

/** `/models/llama-3.3-70b?window=24h`: the services of one model; its code is a file of its own. */
const modelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/models/$model",
  validateSearch: readModelState,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    void context.queries.prefetchQuery(modelQuery(params.model, deps.window ?? "30d")),
  component: lazyRouteComponent(() => import("./pages/model/ModelPage"), "ModelPage"),
});

const routes = rootRoute.addChildren([searchRoute, serviceRoute, modelRoute]);

export function createPortalRouter(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { queries },
    parseSearch: parseAddress,
    stringifySearch: addressText,
    defaultErrorComponent: ErrorPage,
    defaultPreload: "intent",
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPortalRouter>;
  }
}
