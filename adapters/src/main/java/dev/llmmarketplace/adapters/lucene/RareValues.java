package dev.llmmarketplace.adapters.lucene;

import java.util.Arrays;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The values of one segment's documents that are too rare to have sets of documents, document by document. Immutable. */
final class RareValues {
    private final FixedBitSet holders;
    /** How many holders come before each 64 documents. */
    private final int[] before;
    /** Where the values of each holder begin, and after the last where they end; null where each has but one. */
    private final int @Nullable [] starts;

    private final int[] numbers;

    private RareValues(FixedBitSet holders, int @Nullable [] starts, int[] numbers) {
        this.holders = holders;
        this.before = before(holders);
        this.starts = starts;
        this.numbers = numbers;
    }

    private static int[] before(FixedBitSet holders) {
        int[] before = new int[FixedBitSet.bits2words(holders.length())];
        for (int word = 1; word < before.length; word++) {
            before[word] = before[word - 1] + Long.bitCount(holders.getBits()[word - 1]);
        }
        return before;
    }

    /** Adds one to the count of each value of each of the documents, at the value's number. */
    void count(FixedBitSet documents, int[] counts) {
        long[] holding = holders.getBits();
        long[] wanted = documents.getBits();
        for (int word = 0; word < before.length; word++) {
            long held = holding[word];
            for (long left = held & wanted[word]; left != 0; left &= left - 1) {
                count(before[word] + Long.bitCount(held & (Long.lowestOneBit(left) - 1)), counts);
            }
        }
    }

    private void count(int holder, int[] counts) {
        if (starts == null) {
            counts[numbers[holder]]++;
        } else {
            for (int i = starts[holder]; i < starts[holder + 1]; i++) {
                counts[numbers[i]]++;
            }
        }
    }

    /** Takes values in the order of their documents. For one thread. */
    static final class Builder {
        private final FixedBitSet holders;
        private final int[] starts;
        private final int[] numbers;
        private int documents;
        private int values;
        private int last = -1;

        /** @param values how many will come, of all documents together */
        Builder(int documents, int values) {
            this.holders = new FixedBitSet(documents);
            this.starts = new int[Math.min(documents, values) + 1];
            this.numbers = new int[values];
        }

        void add(int document, int number) {
            if (document != last) {
                holders.set(document);
                starts[documents++] = values;
                last = document;
            }
            numbers[values++] = number;
        }

        /** Null when there were none. */
        @Nullable
        RareValues build() {
            if (values == 0) {
                return null;
            }
            starts[documents] = values;
            boolean single = documents == values;
            return new RareValues(holders, single ? null : Arrays.copyOf(starts, documents + 1), numbers);
        }
    }
}
