import type { Pricing } from "../api/model";
import { useI18n } from "../i18n/I18n";
import { nano, type RateName } from "../lib/price";
import styles from "./Rate.module.css";

interface Props {
  pricing: Pricing | null | undefined;
  name: RateName;
  /** Instead of the base rates, those of a tier. */
  rates?: Pricing["rates"];
}

/** One price in a column: aligned on the decimal point, a word where there is no number. */
export function Rate({ pricing, name, rates }: Props) {
  const { t, format } = useI18n();
  const amount = pricing ? nano((rates ?? pricing.rates)[name]) : undefined;
  if (!pricing || amount === undefined) {
    return <Absent label={t(pricing ? "price.none" : "price.unpriced")} />;
  }
  if (amount === 0n) {
    return <span className={styles.word}>{t("price.free")}</span>;
  }
  const [whole, fraction] = format.moneyHalves(amount, pricing.currency);
  return (
    <span className={styles.rate}>
      {whole}
      <span className={styles.fraction}>{fraction}</span>
    </span>
  );
}

/** A dash to the eye, words to a screen reader. */
export function Absent({ label }: { label: string }) {
  return (
    <span className={styles.absent}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
