import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useI18n } from "../i18n/I18n";
import { Footer } from "./Footer";
import { Header } from "./Header";
import styles from "./Layout.module.css";

/** What stands around every page: a way past the header, the header, the page, the footer. */
export function Layout() {
  const { t } = useI18n();
  const main = useMainFocus();
  return (
    <>
      <a className={styles.skip} href="#main">
        {t("skip")}
      </a>
      <Header />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <Footer />
    </>
  );
}

/** A change of page moves the focus to it, as a new document would; a change of the search on a page does not. */
function useMainFocus() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) {
      main.current?.focus({ preventScroll: true });
    }
    before.current = path;
  }, [path]);
  return main;
}
