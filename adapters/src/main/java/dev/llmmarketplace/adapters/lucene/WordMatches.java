package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.Question.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a segment the question's words make match, and which of them hold the most: by sets, without looking at
 * one document.
 */
final class WordMatches {
    /** What the weights of all known words add up to, in the whole numbers that sets are added by. */
    private static final int WHOLE = 64;
    /** A word in a name counts so much more, by a division: the name's share of a score is no more than that. */
    private static final int NAMED = 4;
    /** What makes a document match, in the numbers by which the words are added that do not by themselves. */
    private static final int ENOUGH = 256;

    private static final List<Part> EVERYWHERE = List.of(Part.values());
    private static final List<Part> NAMES = List.of(Part.NAME, Part.TITLE);

    private final FixedBitSet matched;
    private final DocumentSums sums;
    private final List<@Nullable FixedBitSet> begun;
    private final @Nullable FixedBitSet nameBegun;

    private WordMatches(
            FixedBitSet matched,
            DocumentSums sums,
            List<@Nullable FixedBitSet> begun,
            @Nullable FixedBitSet nameBegun) {
        this.matched = matched;
        this.sums = sums;
        this.begun = begun;
        this.nameBegun = nameBegun;
    }

    static WordMatches of(
            Question question, LeafReaderContext leaf, IndexSearcher searcher, WordSets sets, Deadline deadline)
            throws IOException {
        return new Reading(question, leaf, searcher, sets, deadline).read();
    }

    /** What matches; may be changed. */
    FixedBitSet matched() {
        return matched;
    }

    /** 0..1, about: of the known words' weight. */
    float share(int document) {
        return Math.min(1, (float) sums.of(document) / WHOLE);
    }

    /** See {@link DocumentSums#best}. */
    FixedBitSet best(FixedBitSet among, int most, DocumentSums.Ties ties) {
        return sums.best(among, most, ties);
    }

    /** The documents in whose names a word begins as the question's word of that number; null where none was sought. */
    @Nullable
    FixedBitSet begun(int word) {
        return begun.get(word);
    }

    /** The documents that have a name that begins as the question; null where none was sought. */
    @Nullable
    FixedBitSet nameBegun() {
        return nameBegun;
    }

    /** One way through the words. */
    private static final class Reading {
        private final Question question;
        private final LeafReaderContext leaf;
        private final IndexSearcher searcher;
        private final WordSets sets;
        private final Deadline deadline;
        private final double least;
        private final FixedBitSet matched;
        private final DocumentSums sums;
        private @Nullable DocumentSums light;

        Reading(Question question, LeafReaderContext leaf, IndexSearcher searcher, WordSets sets, Deadline deadline) {
            this.deadline = deadline;
            this.question = question;
            this.leaf = leaf;
            this.searcher = searcher;
            this.sets = sets;
            this.least = LeafMatches.LEAST_COVERAGE * question.knownWeight();
            this.matched = new FixedBitSet(leaf.reader().maxDoc());
            int most = 2 * (WHOLE + question.words().size());
            this.sums = new DocumentSums(leaf.reader().maxDoc(), most);
        }

        WordMatches read() throws IOException {
            List<@Nullable FixedBitSet> begun = new ArrayList<>();
            for (Word word : question.words()) {
                deadline.check();
                begun.add(word.known() ? read(word) : null);
            }
            if (light != null) {
                matched.or(light.atLeast(ENOUGH));
            }
            String beginning = question.names().beginning();
            FixedBitSet nameBegun =
                    beginning == null ? null : sets.beginning(leaf.reader(), ServiceDocument.COMPACT_NAME, beginning);
            if (nameBegun != null) {
                matched.or(nameBegun);
                sums.add(nameBegun, Math.max(1, (int) (question.nameBeginningShare() * WHOLE)));
            }
            return new WordMatches(matched, sums, begun, nameBegun);
        }

        private @Nullable FixedBitSet read(Word word) throws IOException {
            FixedBitSet holding = holding(word, EVERYWHERE);
            int amount = Math.max(1, (int) Math.round(WHOLE * word.weight() / question.knownWeight()));
            sums.add(holding, amount);
            sums.add(holding(word, NAMES), Math.max(1, amount / NAMED));
            match(holding, word.weight());
            String beginning = word.beginning();
            if (beginning == null) {
                return null;
            }
            FixedBitSet begun = sets.beginning(leaf.reader(), Text.NAMES, beginning);
            FixedBitSet others = begun.clone();
            others.andNot(holding);
            match(others, word.weight());
            return begun;
        }

        private void match(FixedBitSet holding, double weight) {
            if (weight >= least) {
                matched.or(holding);
            } else {
                light = light == null ? new DocumentSums(matched.length(), mostLight()) : light;
                light.add(holding, Math.max(1, (int) Math.round(ENOUGH * weight / least)));
            }
        }

        private int mostLight() {
            return (int) (ENOUGH / LeafMatches.LEAST_COVERAGE)
                    + question.words().size();
        }

        private FixedBitSet holding(Word word, List<Part> parts) throws IOException {
            List<FixedBitSet> ways = new ArrayList<>();
            for (String stem : word.stems()) {
                ways.add(sets.holding(leaf.reader(), stem, parts));
            }
            if (parts.equals(EVERYWHERE)) {
                for (List<String> phrase : word.phrases()) {
                    ways.add(sets.holding(leaf, searcher, phrase));
                }
            }
            if (ways.size() == 1) {
                return ways.getFirst();
            }
            FixedBitSet all = new FixedBitSet(matched.length());
            ways.forEach(all::or);
            return all;
        }
    }
}
