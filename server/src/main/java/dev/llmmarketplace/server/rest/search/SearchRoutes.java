package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.search.Highlighter.Highlight;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchCatalogue;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.constraint.ConstraintReader;
import dev.llmmarketplace.core.search.constraint.Understanding;
import dev.llmmarketplace.core.search.constraint.Understanding.Understood;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.EntityTag;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.catalog.Providers;
import dev.llmmarketplace.server.rest.catalog.ServiceSummaryBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finding services. */
public final class SearchRoutes {
    private final SearchCatalogue catalogue;
    private final Providers providers;
    private final ConstraintReader constraints = new ConstraintReader();

    public SearchRoutes(SearchCatalogue catalogue, Providers providers) {
        this.catalogue = catalogue;
        this.providers = providers;
    }

    public void register(Routes routes) {
        routes.on("search", request -> {
            AnswerBody body = search(SearchQuestion.of(request));
            return EntityTag.on(Answer.ok(body), body.untimed());
        });
        routes.on("searchByBody", request -> Answer.ok(search(SearchQuestion.of(request))));
    }

    record AnswerBody(
            List<HitBody> hits,
            long total,
            List<FacetBody> facets,
            List<HistogramBody> histograms,
            String text,
            List<Understood> understood,
            double tookMillis,
            String ranking,
            @Nullable String next) {
        /** The same, whenever it was asked. */
        AnswerBody untimed() {
            return new AnswerBody(hits, total, facets, histograms, text, understood, 0, ranking, next);
        }
    }

    record HitBody(double score, List<String> matched, List<Highlight> highlights, ServiceSummaryBody service) {}

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

    private AnswerBody search(SearchQuestion question) {
        long start = System.nanoTime();
        Understanding understanding = understand(question);
        SearchQuery query = understanding.query();
        SearchCatalogue.Findings found = catalogue.search(query);
        return new AnswerBody(
                found.hits().stream().map(this::body).toList(),
                found.total(),
                found.facets().stream().map(FacetBody::from).toList(),
                found.histograms().stream().map(HistogramBody::from).toList(),
                query.text(),
                understanding.understood(),
                (System.nanoTime() - start) / 1_000_000.0,
                found.ranking(),
                found.next());
    }

    /** What is called as a service is that service's name, whatever else it could mean. */
    private Understanding understand(SearchQuestion question) {
        SearchQuery query = question.query();
        return question.constraints() && !catalogue.isName(query.text())
                ? constraints.read(query)
                : new Understanding(query, List.of());
    }

    private HitBody body(SearchCatalogue.Finding hit) {
        return new HitBody(
                hit.score(),
                hit.matched(),
                hit.highlights(),
                ServiceSummaryBody.from(hit.service(), providers.of(hit.service())));
    }
}
