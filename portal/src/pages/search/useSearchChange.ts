import { useNavigate } from "@tanstack/react-router";
import type { SearchState } from "./state";

/** A chip that is pressed goes away: the focus goes on to the results, instead of getting lost with it. */
export function useSearchChange(): (search: SearchState) => void {
  const navigate = useNavigate();
  return (search) => {
    document.getElementById("results-title")?.focus({ preventScroll: true });
    void navigate({ to: "/", search, resetScroll: false });
  };
}
