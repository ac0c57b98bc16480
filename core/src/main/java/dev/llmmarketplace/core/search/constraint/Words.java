package dev.llmmarketplace.core.search.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text's words, numbers and signs, with their places. */
final class Words {
    private static final Pattern WORD = Pattern.compile(
            "(?<number>\\d+(?:[.,]\\d+)*(?:ms|[kmbs])?\\+?)(?![\\p{L}\\p{N}-])"
                    + "|[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_.'\u2019:/-]*[\\p{L}\\p{N}])?"
                    + "|[<>]=?|[\u2264\u2265$\u20ac\u00a3\u00a2%/+]",
            Pattern.CASE_INSENSITIVE);
    /** Joins two units ("usd/million"), unlike in the names of services. */
    private static final Pattern UNITS =
            Pattern.compile("(?:usd|eur|gbp|dollars?|cents?)/.+", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final List<Word> all;

    private Words(String text, List<Word> all) {
        this.text = text;
        this.all = all;
    }

    /**
     * @param lower in lower case, with spaces for inner dashes
     * @param from its first character in the text, counted in UTF-16 units
     * @param to behind its last
     */
    record Word(String lower, boolean number, int from, int to) {}

    static Words of(String text) {
        List<Word> all = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int start = 0;
        while (matcher.find(start)) {
            start = matcher.end();
            if (UNITS.matcher(matcher.group()).matches()) {
                start = matcher.start() + matcher.group().indexOf('/');
            }
            String lower = text.substring(matcher.start(), start).toLowerCase(Locale.ROOT);
            boolean number = matcher.group("number") != null;
            all.add(new Word(number ? lower : lower.replace('-', ' '), number, matcher.start(), start));
        }
        return new Words(text, all);
    }

    int size() {
        return all.size();
    }

    Word get(int index) {
        return all.get(index);
    }

    /** The word as it was typed. */
    String typed(int index) {
        return text.substring(all.get(index).from(), all.get(index).to());
    }

    /** {@code count} words from {@code index} on, with single spaces; empty when there are not so many. */
    String phrase(int index, int count) {
        if (index + count > all.size()) {
            return "";
        }
        StringBuilder phrase = new StringBuilder();
        for (Word word : all.subList(index, index + count)) {
            phrase.append(phrase.isEmpty() ? "" : " ").append(word.lower());
        }
        return phrase.toString();
    }
}
