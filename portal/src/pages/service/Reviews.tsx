import { useQuery } from "@tanstack/react-query";
import { reviewsQuery } from "../../api/queries";
import { useI18n } from "../../i18n/I18n";
import { Section } from "./Section";

/** What callers think of the service; without who they are. */
export function Reviews({ service }: { service: string }) {
  const { t, format } = useI18n();
  const { data } = useQuery(reviewsQuery(service));
  if (!data) {
    return null;
  }
  const { rating, reviews } = data.summary;
  return (
    <Section title={t("reviews.title")}>
      {rating === undefined ? (
        <p>{t("reviews.none")}</p>
      ) : (
        <p>{t("reviews.mean", { rating: format.number(Math.round(rating * 10) / 10), count: reviews })}</p>
      )}
      {data.items
        .filter(({ text }) => text)
        .map(({ id, stars, text, writtenAt }) => (
          <blockquote key={id}>
            <p>{text}</p>
            <footer>
              {t("reviews.stars", { stars })}, <time dateTime={writtenAt}>{format.date(writtenAt)}</time>
            </footer>
          </blockquote>
        ))}
    </Section>
  );
}
