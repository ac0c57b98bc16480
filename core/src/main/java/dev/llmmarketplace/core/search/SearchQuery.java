package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WireName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One question to the catalogue.
 *
 * @param text free text, at most {@value #MAX_TEXT} characters; empty lists everything the filters let through
 * @param limit 1..100
 * @param cursor the {@link SearchAnswer#next} of the page before; null for the first
 * @param workload what hits are priced for; null for nothing in particular
 */
public record SearchQuery(
        String text,
        Filters filters,
        Sort sort,
        int limit,
        @Nullable String cursor,
        @Nullable Workload workload) {
    public static final int MAX_TEXT = 2000;

    public SearchQuery {
        if (text.length() > MAX_TEXT) {
            throw new ProblemException(Problem.invalid(
                    "q", "at most " + MAX_TEXT + " characters", "had " + text.length(), "Ask in fewer words."));
        }
        if (sort == Sort.WORKLOAD && workload == null) {
            throw new ProblemException(Problem.invalid(
                    "sort",
                    "workload only where one is given",
                    "inputTokens, cachedTokens and outputTokens are missing",
                    "Say how many tokens a call has, or choose another order."));
        }
        limit = new Page.Request(limit, cursor).limit();
    }

    public SearchQuery(String text, Filters filters, Sort sort, int limit, @Nullable String cursor) {
        this(text, filters, sort, limit, cursor, null);
    }

    /** The same question, to be answered from another place on. */
    SearchQuery from(@Nullable String place) {
        return from(place, limit);
    }

    /** As {@link #from(String)}, by so many hits at most. */
    SearchQuery from(@Nullable String place, int most) {
        return new SearchQuery(text, filters, sort, most, place, workload);
    }

    /**
     * Within one trait any value matches (of those with {@link Trait#all} all must), across traits and figures all must. What is not named does not restrict.
     *
     * @param figures ranges in the figures' whole numbers, see {@link Unit}
     */
    public record Filters(Map<Trait, Set<String>> traits, Map<Figure, Range> figures) {
        /** Values of one trait. */
        public static final int MOST_VALUES = 100;

        public static final Filters NONE = new Filters(Map.of(), Map.of());

        /** @throws ProblemException {@code VALIDATION_FAILED} for unknown words, too many, and ranges that hold nothing */
        public Filters {
            Map<Trait, Set<String>> chosen = new EnumMap<>(Trait.class);
            traits.forEach((trait, words) -> choose(chosen, trait, words));
            Map<Figure, Range> ranges = new EnumMap<>(Figure.class);
            figures.forEach((figure, range) -> restrict(ranges, figure, range));
            traits = Collections.unmodifiableMap(chosen);
            figures = Collections.unmodifiableMap(ranges);
        }

        /** The values of which a service needs one, see {@link Trait#all}; none when it needs none. */
        public Set<String> of(Trait trait) {
            return traits.getOrDefault(trait, Set.of());
        }

        public Range of(Figure figure) {
            return figures.getOrDefault(figure, Range.ANY);
        }

        /** The same with these values instead of those that the trait had. */
        public Filters with(Trait trait, Set<String> words) {
            Map<Trait, Set<String>> changed = new HashMap<>(traits);
            changed.put(trait, words);
            return new Filters(changed, figures);
        }

        /** The same with this range instead of the one that the figure had. */
        public Filters with(Figure figure, Range range) {
            Map<Figure, Range> changed = new HashMap<>(figures);
            changed.put(figure, range);
            return new Filters(traits, changed);
        }

        private static void choose(Map<Trait, Set<String>> chosen, Trait trait, Set<String> words) {
            if (words.size() > MOST_VALUES) {
                throw new ProblemException(Problem.invalid(
                        trait.wireName(),
                        "at most " + MOST_VALUES + " values",
                        "had " + words.size(),
                        "Ask for fewer, or ask several times."));
            }
            trait.require(words);
            if (!words.isEmpty()) {
                chosen.put(trait, Collections.unmodifiableSortedSet(new TreeSet<>(words)));
            }
        }

        private static void restrict(Map<Figure, Range> ranges, Figure figure, Range range) {
            if (range.reversed()) {
                throw new ProblemException(Problem.invalid(
                        figure.leastField(),
                        "not above " + figure.mostField(),
                        "the range from " + figure.unit().write(Objects.requireNonNull(range.least())) + " to "
                                + figure.unit().write(Objects.requireNonNull(range.most())) + " holds nothing",
                        "Swap the two, or leave one of them out."));
            }
            if (range.restricts()) {
                ranges.put(figure, range);
            }
        }
    }

    /**
     * The order of hits. Deprecated services come after the active ones in each, those that do not state the figure after
     * those that do; ties are broken by name.
     */
    public enum Sort implements WireName {
        RELEVANCE("relevance", null, false),
        NAME("name", null, false),
        /** The latest model first. */
        NEWEST("newest", Figure.RELEASED, true),
        /** What was listed last first. */
        UPDATED("updated", Figure.UPDATED, true),
        PRICE_INPUT("price-input", Figure.INPUT_PRICE, false),
        PRICE_OUTPUT("price-output", Figure.OUTPUT_PRICE, false),
        PRICE_BLENDED("price-blended", Figure.BLENDED_PRICE, false),
        /** What costs least for the workload first. */
        WORKLOAD("workload", null, false),
        CONTEXT("context", Figure.CONTEXT, true),
        OUTPUT_TOKENS("output-tokens", Figure.OUTPUT_TOKENS, true),
        AVAILABILITY("availability", Figure.AVAILABILITY, true),
        LATENCY("latency", Figure.LATENCY, false),
        RETENTION("retention", Figure.RETENTION_DAYS, false),
        MEASURED_LATENCY("measured-latency", Figure.MEASURED_LATENCY, false),
        UPTIME("uptime", Figure.UPTIME, true),
        RATING("rating", Figure.RATING, true);

        private final String wireName;
        private final @Nullable Figure figure;
        private final boolean descending;

        Sort(String wireName, @Nullable Figure figure, boolean descending) {
            this.wireName = wireName;
            this.figure = figure;
            this.descending = descending;
        }

        @Override
        public String wireName() {
            return wireName;
        }

        /** What is sorted by; null where it is no figure. */
        public @Nullable Figure figure() {
            return figure;
        }

        /** True when the greatest comes first. */
        public boolean descending() {
            return descending;
        }
    }
}
