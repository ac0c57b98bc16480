package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.search.ranking.Ranking;
import dev.llmmarketplace.core.search.ranking.Scores;
import dev.llmmarketplace.core.search.ranking.TrackRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One reason for which a hit is there, or stands where it does.
 *
 * @param field part of the listing, as {@link SearchAnswer.Hit#matched} names it; null unless {@code by} is words
 * @param words of the listing that were asked for, or say the same, in lower case, as they are written there; empty when a
 *     word was taken for misspelt or half-typed
 * @param nearness of meaning, 0..1; null unless {@code by} is meaning
 */
public record Why(
        By by,
        @Nullable String field,
        List<String> words,
        @Nullable Double nearness) {
    private static final String MEANING = "meaning";
    /** By which a part must be above what it is without merits, to be worth a word. */
    private static final double NOTABLE = 0.2;

    public Why {
        words = List.copyOf(words);
    }

    /** What spoke for it. */
    public enum By implements WireName {
        /** The question is its name. */
        NAME("name"),
        WORDS("words"),
        MEANING("meaning"),
        POPULARITY("popularity"),
        PERFORMANCE("performance"),
        COMPLIANCE("compliance");

        private final String wireName;

        By(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /** Name, words by field, meaning, then what lifted it among hits about as good. */
    static List<Why> of(SearchAnswer.Hit hit, List<Highlighter.Highlight> highlights) {
        List<Why> why = new ArrayList<>();
        Ranking.Parts parts = hit.parts();
        if (parts.text().named()) {
            why.add(new Why(By.NAME, null, List.of(), null));
        }
        highlights.forEach(highlight -> why.add(new Why(By.WORDS, highlight.field(), words(highlight), null)));
        if (why.isEmpty()) {
            hit.matched().stream()
                    .filter(part -> !part.equals(MEANING))
                    .forEach(part -> why.add(new Why(By.WORDS, part, List.of(), null)));
        }
        if (hit.matched().contains(MEANING)) {
            why.add(new Why(By.MEANING, null, List.of(), parts.text().meaning()));
        }
        lift(why, By.POPULARITY, parts.popularity(), Scores.popularity(TrackRecord.NONE));
        lift(why, By.PERFORMANCE, parts.performance(), Scores.performance(TrackRecord.NONE));
        lift(why, By.COMPLIANCE, parts.compliance(), Scores.LEAST_COMPLIANCE);
        return why;
    }

    private static List<String> words(Highlighter.Highlight highlight) {
        return highlight.marks().stream()
                .map(mark ->
                        highlight.snippet().substring(mark.from(), mark.to()).toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static void lift(List<Why> why, By by, double part, double plain) {
        if (part - plain >= NOTABLE) {
            why.add(new Why(by, null, List.of(), null));
        }
    }
}
