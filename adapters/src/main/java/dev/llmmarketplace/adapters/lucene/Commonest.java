package dev.llmmarketplace.adapters.lucene;

import java.util.Arrays;

/** Finds the greatest of many counts without sorting them. */
final class Commonest {
    /** Counts below are told apart without sorting. */
    private static final int TOLD_APART = 1024;

    private Commonest() {}

    /** Where the greatest counts above 0 are, so many at most; of equal ones the first. Ascending. */
    static int[] of(int[] counts, int most) {
        int least = most < counts.length ? leastOf(counts, most) : 1;
        int equal = most;
        for (int count : counts) {
            if (count > least) {
                equal--;
            }
        }
        int[] found = new int[Math.min(most, counts.length)];
        int size = 0;
        for (int place = 0; place < counts.length; place++) {
            if (counts[place] > least || counts[place] == least && equal-- > 0) {
                found[size++] = place;
            }
        }
        return Arrays.copyOf(found, size);
    }

    /** The greatest count that so many reach; 1 when there are not so many above 0. */
    private static int leastOf(int[] counts, int most) {
        int[] frequencies = new int[TOLD_APART];
        int beyond = 0;
        for (int count : counts) {
            if (count < TOLD_APART) {
                frequencies[count]++;
            } else {
                beyond++;
            }
        }
        if (beyond >= most) {
            int[] sorted = counts.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length - most];
        }
        int least = TOLD_APART - 1;
        int reached = beyond + frequencies[least];
        while (least > 1 && reached < most) {
            reached += frequencies[--least];
        }
        return least;
    }
}
