import { useSyncExternalStore } from "react";

/** Follows a media query; for what style sheets cannot do, such as another reading order. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}

/** A preference of this browser. Storage may be forbidden; then it lasts as long as the page. */
export function preference(name: string): { read: () => string | null; write: (value: string) => void } {
  const key = `marketplace.${name}`;
  let fallback: string | null = null;
  return {
    read: () => {
      try {
        return window.localStorage.getItem(key) ?? fallback;
      } catch {
        return fallback;
      }
    },
    write: (value) => {
      fallback = value;
      try {
        window.localStorage.setItem(key, value);
      } catch {
        // Kept in memory.
      }
    },
  };
}
