package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.Disagreement;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricePeriod;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.SourceStatement;
import dev.llmmarketplace.core.catalog.SourceStatements;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a service cost when, what public catalogues say of it, and where they contradict each other. */
public final class PriceRoutes {
    private static final String RULE = "sources-disagree";

    private final CatalogStore catalog;
    private final SourceStatements statements;
    private final ServiceLookup lookup;
    private final int threshold;

    /** @param threshold by how many per cent sources may differ before it is a finding */
    public PriceRoutes(CatalogStore catalog, SourceStatements statements, ServiceLookup lookup, int threshold) {
        this.catalog = catalog;
        this.statements = statements;
        this.lookup = lookup;
        this.threshold = threshold;
    }

    public void register(Routes routes) {
        routes.on("listServicePrices", this::list);
    }

    record PricesBody(
            String service, List<PeriodBody> history, List<StatementBody> statements, List<FindingBody> findings) {}

    /** @param until absent for the prices that hold */
    record PeriodBody(
            String version, Instant since, @Nullable Instant until, PricingBody pricing) {}

    record StatementBody(
            String source,
            String reference,
            LocalDate asOf,
            Instant importedAt,
            @Nullable PricingBody pricing,
            LimitsBody limits) {
        static StatementBody from(SourceStatement statement) {
            PriceBook.Provenance provenance = statement.provenance();
            return new StatementBody(
                    provenance.source(),
                    provenance.reference(),
                    provenance.asOf(),
                    statement.importedAt(),
                    PricingBody.from(statement.prices()),
                    LimitsBody.from(statement.limits()));
        }
    }

    record FindingBody(String rule, String field, @Nullable String percent, List<StatedBody> stated) {
        static FindingBody from(Disagreement disagreement) {
            return new FindingBody(
                    RULE,
                    disagreement.field(),
                    disagreement.percent() == null
                            ? null
                            : disagreement.percent().toPlainString(),
                    disagreement.stated().stream().map(StatedBody::from).toList());
        }
    }

    record StatedBody(String source, String reference, LocalDate asOf, String value) {
        static StatedBody from(Disagreement.Stated stated) {
            PriceBook.Provenance provenance = stated.provenance();
            return new StatedBody(provenance.source(), provenance.reference(), provenance.asOf(), stated.value());
        }
    }

    private Answer list(Request request) {
        ServiceVersion current = lookup.current(request);
        List<SourceStatement> stated = statements.of(current.service());
        return Answer.ok(new PricesBody(
                current.manifest().name().toString(),
                periods(PricePeriod.of(catalog.versions(current.service()))),
                stated.stream().map(StatementBody::from).toList(),
                Disagreement.about(current, stated, threshold).stream()
                        .map(FindingBody::from)
                        .toList()));
    }

    private static List<PeriodBody> periods(List<PricePeriod> periods) {
        List<PeriodBody> bodies = new ArrayList<>();
        Instant until = null;
        for (PricePeriod period : periods) {
            bodies.add(new PeriodBody(
                    period.version().toString(),
                    period.since(),
                    until,
                    Objects.requireNonNull(PricingBody.from(period.prices()))));
            until = period.since();
        }
        return bodies;
    }
}
