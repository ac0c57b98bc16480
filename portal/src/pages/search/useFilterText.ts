import { useI18n } from "../../i18n/I18n";
import type { Filter } from "./state";

/** Values that have a name in each language; all others are names themselves. */
const TERMS: Partial<Record<Filter, string>> = {
  category: "category",
  feature: "feature",
  source: "source",
  input: "modality",
  output: "modality",
  pricingModel: "pricingModel",
  complianceLevel: "complianceLevel",
};

/** What filters and their values are called. */
export function useFilterText() {
  const { t, term, format } = useI18n();
  return {
    filterName: (filter: Filter) => t(`filter.${filter}`),
    valueName: (filter: Filter, value: string): string => {
      switch (filter) {
        case "residency":
          return format.region(value);
        case "maxInputPrice":
        case "maxOutputPrice":
        case "maxBlendedPrice":
          return t("filter.atMost", { value: format.number(Number(value)) });
        case "maxRetentionDays":
          return t("filter.days", { count: Number(value) });
        case "minAvailability":
        case "minUptime":
          return t("filter.atLeast", { value: `${format.number(Number(value))} %` });
        case "maxMeasuredLatency":
          return t("filter.atMost", { value: format.duration(Number(value)) });
        case "minRating":
          return t("filter.atLeast", { value: format.number(Number(value)) });
        case "minContext":
        case "minOutputTokens":
          return t("filter.atLeast", { value: format.compact(Number(value)) });
        default: {
          const prefix = TERMS[filter];
          return prefix ? term(prefix, value) : value;
        }
      }
    },
  };
}
