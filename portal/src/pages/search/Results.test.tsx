// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { en } from "../../i18n/en";
import { I18nProvider } from "../../i18n/I18n";
import { Results } from "./Results";
import type { SearchResult } from "./SearchPage";

vi.mock("@tanstack/react-router", () => ({
  useNavigate: () => vi.fn(),
  useSearch: () => ({}),
  Link: ({ children }: { children: ReactNode }) => children,
}));

afterEach(cleanup);

function show(withheld: number, hasNextPage: boolean) {
  const result = { isError: false, hasNextPage, data: { pages: [{ hits: [], withheld, total: 200 }] } };
  render(
    <I18nProvider initial={{ language: "en", catalogue: en }}>
      <Results state={{ q: "thought" }} result={result as unknown as SearchResult} view="table" order="relevance" />
    </I18nProvider>,
  );
}

describe("a page without hits", () => {
  test("leads on where there is a next one", () => {
    show(160, true);
    expect(screen.getByText(/^160 are not shown/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Show more" })).toBeTruthy();
    expect(screen.queryByText(/“?thought/)).toBeNull();
  });

  test("says that nothing was found where there is none", () => {
    show(0, false);
    expect(screen.getByText(/thought/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
    expect(screen.queryByText(/not shown/)).toBeNull();
  });
});
