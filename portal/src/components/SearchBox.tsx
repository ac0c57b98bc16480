import { useRouterState, useSearch } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useI18n } from "../i18n/I18n";
import { focusFirstResult } from "../lib/results";
import { useSearchHotkeys } from "../lib/shortcuts";
import styles from "./SearchBox.module.css";
import { useSubmitSearch } from "./submitSearch";

/** Long enough to skip the letters of a fast typist, short enough to feel immediate. */
const TYPING_PAUSE_MILLIS = 180;

const SHORTCUT = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ K" : "Ctrl K";

/** The one search box. On the catalogue it searches while one types; elsewhere it goes there on Enter. */
export function SearchBox() {
  const { t } = useI18n();
  const input = useRef<HTMLInputElement>(null);
  const { text, type, submit } = useTypedSearch();
  useSearchHotkeys(input);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" && focusFirstResult()) {
      event.preventDefault();
    }
  };
  return (
    <search className={styles.search}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <svg className={styles.glass} viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="7" cy="7" r="4.5" />
          <path d="m10.5 10.5 3.5 3.5" />
        </svg>
        <input
          ref={input}
          type="search"
          name="q"
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          className={styles.input}
          aria-label={t("search.label")}
          aria-keyshortcuts="Control+K Meta+K"
          placeholder={t("search.placeholder")}
          autoComplete="off"
          enterKeyHint="search"
          maxLength={500}
          spellCheck={false}
        />
        <span className={styles.hint} aria-hidden="true">
          <kbd>{SHORTCUT}</kbd>
        </span>
      </form>
    </search>
  );
}

/** The text in the box: ahead of the address while one types, the address's own otherwise. */
function useTypedSearch() {
  const address = useSearch({ strict: false }).q ?? "";
  const onCatalogue = useRouterState({ select: (state) => state.location.pathname === "/" });
  const go = useSubmitSearch();
  const [text, setText] = useState(address);
  const sent = useRef(address);

  useEffect(() => {
    if (address !== sent.current) {
      sent.current = address;
      setText(address);
    }
  }, [address]);

  useEffect(() => {
    if (!onCatalogue || text.trim() === sent.current) {
      return;
    }
    const timer = setTimeout(() => {
      sent.current = text.trim();
      go(text.trim(), "typing");
    }, TYPING_PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text, onCatalogue, go]);

  const submit = () => {
    sent.current = text.trim();
    go(text.trim(), "entered");
  };
  return { text, type: setText, submit };
}
