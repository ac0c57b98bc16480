import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type SearchState, searchParameters } from "../pages/search/state";
import { body, client } from "./client";

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

export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: ["service", id, "versions"],
    queryFn: ({ signal }) => body(client.GET("/api/v1/services/{id}/versions", { params: { path: { id } }, signal })),
  });
}
