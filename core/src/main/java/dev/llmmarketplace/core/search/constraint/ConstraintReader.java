package dev.llmmarketplace.core.search.constraint;

import dev.llmmarketplace.core.search.SearchQuery;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns what is understood of a question into filters and an order. Bounded work: each word is looked at by each rule once.
 * A phrase behind a negation stays text, for filters cannot say no. Thread-safe.
 */
public final class ConstraintReader {
    private static final Set<String> NEGATIONS =
            Set.of("not", "no", "non", "without", "except", "never", "nor", "isn't", "don't", "doesn't");

    /** Hold constraints together: worth nothing at the ends of what is left. */
    private static final Set<String> JOINTS = Set.of(
            "with",
            "and",
            "or",
            "that",
            "which",
            "has",
            "have",
            "having",
            "supports",
            "support",
            "supporting",
            "in",
            "for",
            "of",
            "is",
            "are",
            "but",
            "plus",
            "a",
            "an",
            "the",
            "also",
            "whose",
            "to",
            "at",
            "it",
            "can",
            "by",
            "costs",
            "cost",
            "costing",
            "priced",
            "hosted",
            "offering",
            "offers",
            "under",
            "per",
            "first",
            "sorted");

    /** Ask for anything at all: when nothing else is left, the filters are the whole question. */
    private static final Set<String> ANYTHING = Set.of(
            "model",
            "models",
            "llm",
            "llms",
            "service",
            "services",
            "api",
            "apis",
            "ai",
            "any",
            "all",
            "some",
            "me",
            "show",
            "find",
            "list",
            "give",
            "get",
            "need",
            "want",
            "i",
            "we",
            "please",
            "looking",
            "search",
            "what",
            "there",
            "do",
            "tokens",
            "token",
            "window",
            "context",
            "one",
            "ones",
            "price",
            "data",
            "something",
            "language",
            "large",
            "available",
            "ordered",
            "order",
            "every",
            "only",
            "must",
            "should",
            "be",
            "my",
            "+",
            "/",
            "%");

    private final List<Rule> rules = List.of(
            new Vocabulary(),
            new RegionRule(),
            new PriceRule(),
            new TokensRule(),
            NounRule.availability(),
            NounRule.retention(),
            NounRule.latency(),
            new ReleaseRule());

    public Understanding read(SearchQuery query) {
        String text = query.text();
        Words words = Words.of(text);
        Reading reading = new Reading(query);
        BitSet taken = new BitSet(words.size());
        int index = 0;
        while (index < words.size()) {
            Optional<Rule.Match> match = longest(words, index);
            int end = match.map(Rule.Match::end).orElse(index + 1);
            boolean negated =
                    index > 0 && NEGATIONS.contains(words.get(index - 1).lower());
            int from = words.get(index).from();
            int to = words.get(end - 1).to();
            if (match.isPresent()
                    && !negated
                    && reading.add(match.get().effect(), text.substring(from, to), from, to)) {
                taken.set(index, end);
            }
            index = end;
        }
        return taken.isEmpty()
                ? new Understanding(query, List.of())
                : new Understanding(
                        new SearchQuery(
                                left(text, words, taken),
                                reading.filters(),
                                reading.sort(),
                                query.limit(),
                                query.cursor(),
                                query.workload()),
                        reading.understood());
    }

    private Optional<Rule.Match> longest(Words words, int index) {
        return rules.stream()
                .flatMap(rule -> rule.match(words, index).stream())
                .max(Comparator.comparingInt(Rule.Match::end));
    }

    /** The text but for what was understood and what only held it together. */
    private static String left(String text, Words words, BitSet taken) {
        BitSet kept = new BitSet(words.size());
        kept.set(0, words.size());
        kept.andNot(taken);
        if (kept.stream().mapToObj(words::get).allMatch(ConstraintReader::means)) {
            return "";
        }
        trim(words, taken, kept);
        StringBuilder left = new StringBuilder();
        kept.stream().forEach(index -> {
            boolean apart = index == 0 || !kept.get(index - 1);
            String gap = apart
                    ? " "
                    : text.substring(words.get(index - 1).to(), words.get(index).from());
            left.append(gap).append(words.typed(index));
        });
        return left.toString().strip();
    }

    private static boolean means(Words.Word word) {
        return ANYTHING.contains(word.lower()) || JOINTS.contains(word.lower());
    }

    /** Takes the joints beside what was taken, and at the ends. */
    private static void trim(Words words, BitSet taken, BitSet kept) {
        BitSet gone = (BitSet) taken.clone();
        IntStream.range(0, words.size()).forEach(index -> {
            if (index > 0
                    && gone.get(index - 1)
                    && JOINTS.contains(words.get(index).lower())) {
                gone.set(index);
            }
        });
        for (int index = words.size() - 2; index >= 0; index--) {
            if (gone.get(index + 1) && JOINTS.contains(words.get(index).lower())) {
                gone.set(index);
            }
        }
        kept.andNot(gone);
    }
}
