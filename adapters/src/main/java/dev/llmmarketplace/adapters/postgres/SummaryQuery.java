package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.postgres.SummarySpans.Span;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.metering.UsageStore.Filter;
import dev.llmmarketplace.core.metering.UsageStore.Summary;
import dev.llmmarketplace.core.sla.Distribution;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Sums usage from the rollups: whole days, hours and minutes, and the single records of the minutes at both ends. Sums are
 * exact; durations are known by their class, within 5 %.
 */
final class SummaryQuery {
    private SummaryQuery() {}

    static List<Summary> run(Handle handle, Filter filter) {
        List<Span> spans = SummarySpans.of(filter.from(), filter.to());
        Map<Line, Sums> lines = new LinkedHashMap<>();
        UsageConditions.bind(
                        handle.createQuery("""
                            WITH span AS (
                                SELECT * FROM unnest(:grains, :starts, :ends) AS s (grain, first, last)
                            ), part AS (
                                SELECT r.service, r.currency, r.outcome, r.duration_class, r.calls, r.prompt_tokens,
                                       r.answer_tokens, r.cost_nanos
                                FROM usage_rollup r JOIN span s
                                  ON r.grain = s.grain AND r.bucket >= s.first AND r.bucket < s.last
                            """ + UsageConditions.WHERE + """
                                UNION ALL
                                SELECT r.service, r.currency, r.outcome,
                                       duration_class(r.outcome, r.duration_micros), 1, r.prompt_tokens,
                                       r.answer_tokens, r.cost_nanos
                                FROM usage_record r JOIN span s
                                  ON s.grain = 'raw' AND r.started_at >= s.first AND r.started_at < s.last
                            """ + UsageConditions.WHERE + """
                            )
                            SELECT coalesce(s.name, CAST(p.service AS text)) AS name, p.currency, p.duration_class,
                                   CAST(sum(p.calls) AS bigint) AS calls,
                                   CAST(coalesce(sum(p.calls) FILTER (WHERE p.outcome = 'completed'), 0) AS bigint)
                                       AS completed,
                                   CAST(sum(p.prompt_tokens) AS bigint) AS prompt_tokens,
                                   CAST(sum(p.answer_tokens) AS bigint) AS answer_tokens,
                                   CAST(sum(p.cost_nanos) AS bigint) AS cost
                            FROM part p LEFT JOIN service s ON s.id = p.service
                            GROUP BY s.name, p.service, p.currency, p.duration_class
                            """), filter)
                .bindArray(
                        "grains", String.class, spans.stream().map(Span::grain).toList())
                .bindArray(
                        "starts",
                        OffsetDateTime.class,
                        times(spans, span -> span.from().atOffset(ZoneOffset.UTC)))
                .bindArray(
                        "ends",
                        OffsetDateTime.class,
                        times(spans, span -> span.to().atOffset(ZoneOffset.UTC)))
                .map((row, context) -> {
                    Line line = new Line(row.getString("name"), row.getString("currency"));
                    lines.computeIfAbsent(line, _ -> new Sums()).add(row);
                    return line;
                })
                .list();
        List<Summary> summaries = new ArrayList<>();
        lines.forEach((line, sums) -> summaries.add(sums.summary(line)));
        summaries.sort(
                Comparator.comparingLong((Summary summary) -> -summary.cost().nanos())
                        .thenComparing(Summary::service)
                        .thenComparing(summary -> summary.cost().currency()));
        return summaries;
    }

    private static List<OffsetDateTime> times(List<Span> spans, Function<Span, OffsetDateTime> time) {
        return spans.stream().map(time).toList();
    }

    private record Line(String service, String currency) {}

    private static final class Sums {
        private long calls;
        private long completed;
        private long promptTokens;
        private long answerTokens;
        private long cost;
        private final TreeMap<Integer, Long> byClass = new TreeMap<>();

        void add(ResultSet row) throws SQLException {
            calls += row.getLong("calls");
            completed += row.getLong("completed");
            promptTokens += row.getLong("prompt_tokens");
            answerTokens += row.getLong("answer_tokens");
            cost = Math.addExact(cost, row.getLong("cost"));
            if (row.getLong("completed") > 0) {
                byClass.merge(row.getInt("duration_class"), row.getLong("completed"), Long::sum);
            }
        }

        Summary summary(Line line) {
            Distribution durations = new Distribution(byClass);
            return new Summary(
                    line.service(),
                    calls,
                    completed,
                    promptTokens,
                    answerTokens,
                    new Money(cost, line.currency()),
                    durations.quantile(0.5),
                    durations.quantile(0.95));
        }
    }
}
