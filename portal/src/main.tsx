import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { shouldRetry } from "./api/problem";
import { I18nProvider } from "./i18n/I18n";
import { loadCatalogue, readLanguage } from "./i18n/locale";
import { createPortalRouter } from "./router";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000, retry: shouldRetry, refetchOnWindowFocus: false } },
});
const router = createPortalRouter(queries);

async function start(root: HTMLElement): Promise<void> {
  const language = readLanguage();
  const catalogue = await loadCatalogue(language);
  createRoot(root).render(
    <StrictMode>
      <I18nProvider initial={{ language, catalogue }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root) {
  void start(root);
}
