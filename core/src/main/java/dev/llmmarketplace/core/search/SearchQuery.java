package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WireName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One question to the catalogue.
 *
 * @param text free text, at most {@value #MAX_TEXT} characters; empty lists everything the filters let through
 * @param limit 1..100
 * @param cursor the {@link SearchAnswer#next} of the page before; null for the first
 */
public record SearchQuery(
        String text,
        Filters filters,
        Sort sort,
        int limit,
        @Nullable String cursor) {
    public static final int MAX_TEXT = 2000;

    public SearchQuery {
        if (text.length() > MAX_TEXT) {
            throw new ProblemException(Problem.invalid(
                    "q", "at most " + MAX_TEXT + " characters", "had " + text.length(), "Ask in fewer words."));
        }
        limit = new Page.Request(limit, cursor).limit();
    }

    /**
     * Within one filter any value matches, across filters all must. Empty sets, null and false do not restrict.
     *
     * @param maxInputPrice nano-units per million tokens of uncached input
     * @param minContext tokens
     * @param free costs nothing
     * @param callable can be called through this marketplace, not only looked at
     */
    public record Filters(
            Set<Category> categories,
            Set<String> providers,
            Set<String> tags,
            Set<String> capabilities,
            Set<String> parameters,
            Set<Modality> inputs,
            Set<Modality> outputs,
            Set<PricingModel> pricingModels,
            Set<ComplianceLevel> complianceLevels,
            Set<String> residency,
            @Nullable Long maxInputPrice,
            @Nullable Long maxOutputPrice,
            @Nullable Long minContext,
            boolean free,
            boolean callable) {
        public static final Filters NONE = new Filters(
                Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(),
                null, null, null, false, false);

        public Filters {
            categories = Set.copyOf(categories);
            providers = Set.copyOf(providers);
            tags = Set.copyOf(tags);
            capabilities = Set.copyOf(capabilities);
            parameters = Set.copyOf(parameters);
            inputs = Set.copyOf(inputs);
            outputs = Set.copyOf(outputs);
            pricingModels = Set.copyOf(pricingModels);
            complianceLevels = Set.copyOf(complianceLevels);
            residency = Set.copyOf(residency);
        }
    }

    /** The order of hits. Deprecated services come after the active ones in each; ties are broken by name. */
    public enum Sort implements WireName {
        RELEVANCE("relevance"),
        NAME("name"),
        NEWEST("newest"),
        PRICE_INPUT("price-input"),
        PRICE_OUTPUT("price-output"),
        CONTEXT("context");

        private final String wireName;

        Sort(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
