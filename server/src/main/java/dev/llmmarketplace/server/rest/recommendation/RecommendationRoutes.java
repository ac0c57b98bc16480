package dev.llmmarketplace.server.rest.recommendation;

import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.recommendation.Period;
import dev.llmmarketplace.core.recommendation.Recommendation;
import dev.llmmarketplace.core.recommendation.Recommender;
import dev.llmmarketplace.core.recommendation.Stir;
import dev.llmmarketplace.core.recommendation.Trends;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ServiceNames;
import dev.llmmarketplace.server.rest.Viewers;
import dev.llmmarketplace.server.rest.catalog.Providers;
import dev.llmmarketplace.server.rest.catalog.ServiceSummaryBody;
import org.jspecify.annotations.Nullable;

/** What is worth a look, for everybody and for the asker. */
public final class RecommendationRoutes {
    private static final int USUAL = 10;

    private final Trends trends;
    private final Recommender recommender;
    private final Providers providers;
    private final Viewers viewers;
    private final ServiceNames names;

    public RecommendationRoutes(
            Trends trends, Recommender recommender, Providers providers, Viewers viewers, ServiceNames names) {
        this.trends = trends;
        this.recommender = recommender;
        this.providers = providers;
        this.viewers = viewers;
        this.names = names;
    }

    public void register(Routes routes) {
        routes.on("listTrendingServices", this::trending);
        routes.on("listRecommendations", this::recommended);
    }

    record TrendBody(double score, long interactions, ServiceSummaryBody service) {}

    /** @param because name of the service of the asker's own that it comes from */
    record ReasonBody(String kind, @Nullable String because, long evidence) {}

    record RecommendationBody(double score, double confidence, ReasonBody reason, ServiceSummaryBody service) {}

    private Answer trending(Request request) {
        Period period = WireName.parse(Period.class, request.find("period").orElse(Period.DAY.wireName()), "period");
        Clearance clearance = viewers.clearance(request);
        return Answer.ok(PageBody.whole(trends.in(period, limit(request), clearance), trend -> body(trend, clearance)));
    }

    private TrendBody body(Trends.Trend trend, Clearance clearance) {
        Stir stir = trend.stir();
        return new TrendBody(
                stir.score(),
                stir.interactions(),
                ServiceSummaryBody.from(trend.service(), providers.of(trend.service()), clearance));
    }

    private Answer recommended(Request request) {
        Clearance clearance = viewers.clearance(request);
        return Answer.ok(PageBody.whole(
                recommender.recommend(request.caller().orElse(null), clearance, limit(request)),
                one -> body(one, clearance)));
    }

    private RecommendationBody body(Recommendation one, Clearance clearance) {
        Recommendation.Reason reason = one.reason();
        return new RecommendationBody(
                one.score(),
                one.confidence(),
                new ReasonBody(
                        reason.kind().wireName(),
                        reason.because() == null ? null : names.of(reason.because()),
                        reason.evidence()),
                ServiceSummaryBody.from(one.service(), providers.of(one.service()), clearance));
    }

    private static int limit(Request request) {
        return request.find("limit", Integer::valueOf).orElse(USUAL);
    }
}
