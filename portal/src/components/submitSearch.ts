import { useNavigate, useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { changed, readSearchState } from "../pages/search/state";

/**
 * Searches for a text with the filters that stand. Typing on makes one entry of the browser's history, so that Back
 * leaves the search instead of taking letters away.
 */
export function useSubmitSearch(): (q: string, how: "typing" | "entered") => void {
  const navigate = useNavigate();
  const router = useRouter();
  return useCallback(
    (q, how) => {
      const { pathname, search } = router.state.location;
      const state = pathname === "/" ? readSearchState(search) : {};
      const replace = state.q === (q || undefined) || (how === "typing" && state.q !== undefined);
      void navigate({ to: "/", search: changed(state, "q", q || undefined), replace });
    },
    [navigate, router],
  );
}
