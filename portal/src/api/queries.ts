import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type SearchState, searchParameters } from "../pages/search/state";
import { body, client } from "./client";
import type { ModelWindow } from "./model";

const PAGE_SIZE = 25;

/** Hits page by page. While another search runs, the answer before it stays: nothing jumps. */
export function searchQuery(state: SearchState) {
  const query = searchParameters(state);
  return infiniteQueryOptions({
    queryKey: ["search", query],
    queryFn: ({ pageParam, signal }) =>
      body(
        client.GET("/api/v1/search", {
          params: { query: { ...query, limit: PAGE_SIZE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
}

/** The version that a caller gets who names none. */
export function serviceQuery(provider: string, service: string) {
  return queryOptions({
    queryKey: ["service", provider, service],
    queryFn: ({ signal }) =>
      body(
        client.GET("/api/v1/services/by-name/{provider}/{service}", {
          params: { path: { provider, service } },
          signal,
        }),
      ),
  });
}

export function trendingQuery() {
  return queryOptions({
    queryKey: ["trending"],
    queryFn: ({ signal }) => body(client.GET("/api/v1/services/trending", { params: { query: { limit: 8 } }, signal })),
  });
}

export function recommendationsQuery() {
  return queryOptions({
    queryKey: ["recommendations"],
    queryFn: ({ signal }) => body(client.GET("/api/v1/recommendations", { params: { query: { limit: 8 } }, signal })),
  });
}

export function reviewsQuery(id: string) {
  return queryOptions({
    queryKey: ["service", id, "reviews"],
    queryFn: ({ signal }) =>
      body(client.GET("/api/v1/services/{id}/reviews", { params: { path: { id }, query: { limit: 10 } }, signal })),
  });
}

export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: ["service", id, "versions"],
    queryFn: ({ signal }) => body(client.GET("/api/v1/services/{id}/versions", { params: { path: { id } }, signal })),
  });
}

/** What it cost when, and what its sources say. */
export function pricesQuery(id: string) {
  return queryOptions({
    queryKey: ["service", id, "prices"],
    queryFn: ({ signal }) => body(client.GET("/api/v1/services/{id}/prices", { params: { path: { id } }, signal })),
  });
}

/** The services of one model, with what was measured in the window. */
export function modelQuery(model: string, window: ModelWindow) {
  return queryOptions({
    queryKey: ["model", model, window],
    queryFn: ({ signal }) =>
      body(client.GET("/api/v1/models/{model}", { params: { path: { model }, query: { window } }, signal })),
    placeholderData: keepPreviousData,
  });
}
