package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.gateway.route.OutputHistory;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.RequestShape;
import dev.llmmarketplace.gateway.wire.Route;

/**
 * What a call may use at the most, and what it will likely use.
 *
 * @param promptTokens an upper bound
 * @param promptEstimate our own count
 * @param choices answers asked for; 0 where there are none, as with embeddings
 * @param mostOutput per choice, by the caller's word or the service's limits
 * @param usualOutput per choice, a learned upper quantile; what a stream begins with
 * @param leastOutput per choice, a bound is not pushed below it while the account has as much
 * @param streamed true when it can be topped up on the way
 * @param mustBound true when {@code mostOutput} is our guess, which the provider must be told
 * @param opaque true when the service has a shape of its own, which nobody but its reports tells of
 */
record Demand(
        PriceCeiling ceiling,
        long promptTokens,
        long promptEstimate,
        int choices,
        long mostOutput,
        long usualOutput,
        long leastOutput,
        boolean streamed,
        boolean mustBound,
        boolean opaque) {
    /** Tokens that an answer may report without any having been reserved: an account is asked for so many at first. */
    static final long UNFORESEEN = 1024;

    /** Where neither the caller nor the listing names a limit. */
    private static final long UNKNOWN_LIMIT = 32_768;

    private static final long UNKNOWN_CONTEXT = 131_072;

    private static final long UNKNOWN_USUAL = 1024;
    private static final long UNKNOWN_RARE = 1024;

    static Demand of(Route route, RequestShape shape, Target target, Target.Way way) {
        if (!route.billed()) {
            return new Demand(new PriceCeiling(0, 0), 0, 0, 0, 0, 0, 0, false, false, false);
        }
        Limits limits = target.service().limits();
        long prompt = prompt(shape, limits);
        PriceCeiling ceiling =
                PriceCeiling.of(way.prices(), prompt, shape.prompt().media());
        if (route.opaque()) {
            return opaque(shape, target, way);
        }
        if (!route.generates()) {
            return new Demand(ceiling, prompt, shape.prompt().estimate(), 0, 0, 0, 0, false, false, false);
        }
        boolean bounded = shape.outputBound() != RequestShape.UNBOUNDED;
        long listed = limits.outputTokens() > 0 ? limits.outputTokens() : limits.contextTokens();
        long most = bounded ? shape.outputBound() : listed > 0 ? listed : UNKNOWN_LIMIT;
        OutputHistory history = target.history();
        return new Demand(
                ceiling,
                prompt,
                shape.prompt().estimate(),
                shape.choices(),
                most,
                Math.min(most, history.usual(UNKNOWN_USUAL)),
                Math.min(most, history.rare(UNKNOWN_RARE)),
                shape.streamed(),
                !bounded && listed == 0,
                false);
    }

    /**
     * The provider cannot be told a bound, and where tokens have no price nothing but experience tells whether he reports
     * any. It begins with what calls usually use; what it uses beyond is taken when it is known.
     */
    private static Demand opaque(RequestShape shape, Target target, Target.Way way) {
        OutputHistory history = target.history();
        Limits limits = target.service().limits();
        boolean priced = way.prices().model() == PricingModel.PER_TOKEN;
        long prompt = priced ? shape.prompt().reservation() : 0;
        long listed = limits.outputTokens() > 0 ? limits.outputTokens() : UNKNOWN_LIMIT;
        long most = priced ? listed : history.rare(0);
        return new Demand(
                PriceCeiling.of(way.prices(), prompt, 0),
                prompt,
                priced ? shape.prompt().estimate() : 0,
                1,
                most,
                Math.min(most, history.usual(priced ? UNKNOWN_USUAL : 0)),
                Math.min(most, history.rare(priced ? UNKNOWN_RARE : 0)),
                true,
                false,
                true);
    }

    /** True when nothing is reserved, and the answer may report tokens all the same. */
    boolean mayReportUnforeseen() {
        return opaque && tokens(mostOutput) == 0;
    }

    /** What of {@code used} is to be expected of calls like it beyond their prompt, per choice. */
    long outputOf(Usage used) {
        return opaque
                ? Math.max(used.answerTokens(), used.totalTokens() - promptTokens)
                : Math.ceilDiv(used.answerTokens(), choices);
    }

    /** What the call will use, by what is known of it and of others like it. */
    long likelyTokens() {
        return promptEstimate + usualOutput * choices;
    }

    /** Where the provider may add to the prompt, only what the model can read bounds it. */
    private static long prompt(RequestShape shape, Limits limits) {
        long body = shape.prompt().reservation();
        if (!shape.prompt().open()) {
            return body;
        }
        return Math.max(body, limits.contextTokens() > 0 ? limits.contextTokens() : UNKNOWN_CONTEXT);
    }

    long tokens(long outputPerChoice) {
        return tokensFor(outputPerChoice * choices);
    }

    long nanos(long outputPerChoice) {
        return nanosFor(outputPerChoice * choices);
    }

    /** With that many answer tokens in all. */
    long tokensFor(long output) {
        return promptTokens + output;
    }

    long nanosFor(long output) {
        return ceiling.nanos(output);
    }

    /** The most output per choice that these amounts allow; negative when they do not even allow the prompt. */
    long outputWithin(long tokens, long nanos) {
        long output = Math.min(tokens - promptTokens, ceiling.outputFor(nanos));
        return choices == 0 ? Math.min(output, 0) : Math.floorDiv(output, choices);
    }
}
