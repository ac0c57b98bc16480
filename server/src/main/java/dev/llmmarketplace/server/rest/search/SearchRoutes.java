package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.Highlighter.Highlight;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchCatalogue;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.constraint.ConstraintReader;
import dev.llmmarketplace.core.search.constraint.Understanding;
import dev.llmmarketplace.core.search.constraint.Understanding.Understood;
import dev.llmmarketplace.core.search.ranking.RankingWeights;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.EntityTag;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.Viewers;
import dev.llmmarketplace.server.rest.catalog.Providers;
import dev.llmmarketplace.server.rest.catalog.ServiceSummaryBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finding services. */
public final class SearchRoutes {
    private final SearchCatalogue catalogue;
    private final Providers providers;
    private final Viewers viewers;
    private final RankingWeights weights;
    private final ConstraintReader constraints = new ConstraintReader();

    /** @param weights of the parts of scores */
    public SearchRoutes(SearchCatalogue catalogue, Providers providers, Viewers viewers, RankingWeights weights) {
        this.catalogue = catalogue;
        this.viewers = viewers;
        this.providers = providers;
        this.weights = weights;
    }

    public void register(Routes routes) {
        routes.on("search", request -> {
            AnswerBody body = search(request);
            return EntityTag.on(Answer.ok(body), body.untimed());
        });
        routes.on("searchByBody", request -> Answer.ok(search(request)));
    }

    record AnswerBody(
            List<HitBody> hits,
            int withheld,
            long total,
            List<FacetBody> facets,
            List<HistogramBody> histograms,
            String text,
            List<Understood> understood,
            double tookMillis,
            String ranking,
            @Nullable String degraded,
            @Nullable String next) {
        /** The same, whenever it was asked. */
        AnswerBody untimed() {
            return new AnswerBody(
                    hits, withheld, total, facets, histograms, text, understood, 0, ranking, degraded, next);
        }
    }

    /** @param explanation for those who may see it and asked for it */
    record HitBody(
            double score,
            List<String> matched,
            List<Highlight> highlights,
            List<WhyBody> why,
            MeasuredBody measured,
            @Nullable ExplanationBody explanation,
            ServiceSummaryBody service,
            @Nullable WorkloadBody workload) {}

    record FacetBody(String name, List<CountBody> counts) {
        static FacetBody from(SearchAnswer.Facet facet) {
            return new FacetBody(
                    facet.name(),
                    facet.counts().stream()
                            .map(count -> new CountBody(count.value(), count.count()))
                            .toList());
        }
    }

    record CountBody(String value, long count) {}

    private AnswerBody search(Request request) {
        long start = System.nanoTime();
        SearchQuestion question = SearchQuestion.of(request);
        boolean explain = explain(question, request);
        Viewer viewer = viewers.of(request);
        Clearance clearance = question.denied(viewers.clearance(request));
        Understanding understanding = understand(question, viewer);
        SearchQuery query = understanding.query();
        SearchCatalogue.Findings found = catalogue.search(query, viewer, clearance);
        return new AnswerBody(
                found.hits().stream()
                        .map(hit -> body(hit, query, explain, clearance))
                        .toList(),
                found.withheld(),
                found.total(),
                found.facets().stream().map(FacetBody::from).toList(),
                found.histograms().stream().map(HistogramBody::from).toList(),
                query.text(),
                understanding.understood(),
                (System.nanoTime() - start) / 1_000_000.0,
                found.ranking(),
                found.wordsAlone() ? "words-alone" : null,
                found.next());
    }

    /** What is called as a service is that service's name, whatever else it could mean. */
    private Understanding understand(SearchQuestion question, Viewer viewer) {
        SearchQuery query = question.query();
        return question.constraints() && !catalogue.isName(query.text(), viewer)
                ? constraints.read(query)
                : new Understanding(query, List.of());
    }

    /** Scores tell how much others are called: not everybody may see them. */
    private static boolean explain(SearchQuestion question, Request request) {
        if (question.explain()) {
            request.caller()
                    .orElseThrow(
                            () -> new ProblemException(ErrorCode.UNAUTHENTICATED, "Sign in to have scores explained."))
                    .require(Permission.SEARCH_EXPLAIN);
        }
        return question.explain();
    }

    private HitBody body(SearchCatalogue.Finding hit, SearchQuery query, boolean explain, Clearance clearance) {
        return new HitBody(
                hit.score(),
                hit.matched(),
                hit.highlights(),
                hit.why().stream().map(WhyBody::from).toList(),
                MeasuredBody.from(hit.record()),
                explain ? ExplanationBody.from(hit.parts(), weights) : null,
                ServiceSummaryBody.from(hit.service(), providers.of(hit.service()), clearance),
                WorkloadBody.of(query.workload(), hit.service()));
    }
}
