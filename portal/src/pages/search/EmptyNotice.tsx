import { Link } from "@tanstack/react-router";
import { Notice } from "../../components/Notice";
import { useI18n } from "../../i18n/I18n";
import { chosen, type SearchState, unfiltered } from "./state";

/** Nothing found: which step leads on depends on what was asked. */
export function EmptyNotice({ state }: { state: SearchState }) {
  const { t } = useI18n();
  const filtered = chosen(state).length > 0;
  if (!filtered && !state.q) {
    return (
      <Notice title={t("empty.catalogue")}>
        <p>{t("empty.catalogue.mend")}</p>
        <p>
          <code>./marketplace import</code> · <code>./marketplace publish</code>
        </p>
      </Notice>
    );
  }
  return (
    <Notice title={state.q ? t("empty.text", { q: state.q }) : t("empty.filters")}>
      <p>{t(filtered ? "empty.filters.mend" : "empty.text.mend")}</p>
      <p>
        {filtered && (
          <Link to="/" search={unfiltered(state)}>
            {t("filters.clear")}
          </Link>
        )}
        {filtered && state.q && " · "}
        {state.q && (
          <Link to="/" search={{}}>
            {t("empty.all")}
          </Link>
        )}
      </p>
    </Notice>
  );
}
