package dev.llmmarketplace.core.receipt;

import java.util.ArrayList;
import java.util.List;

/** Hash trees of RFC 6962, section 2.1: a leaf and a node never have the same hash. */
public final class MerkleTree {
    private static final int LEAF = 0;
    private static final int NODE = 1;

    private MerkleTree() {}

    public static Hash leaf(byte[] content) {
        return Hash.over(LEAF, content);
    }

    /** @param leaves one at least */
    public static Hash root(List<Hash> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = split(leaves.size());
        return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** What {@link #rootBy} needs beside the leaf at {@code index}, from the leaf upwards. */
    public static List<Hash> path(List<Hash> leaves, int index) {
        List<Hash> path = new ArrayList<>();
        addPath(path, leaves, index);
        return path;
    }

    private static void addPath(List<Hash> path, List<Hash> leaves, int index) {
        if (leaves.size() == 1) {
            return;
        }
        int split = split(leaves.size());
        List<Hash> left = leaves.subList(0, split);
        List<Hash> right = leaves.subList(split, leaves.size());
        if (index < split) {
            addPath(path, left, index);
            path.add(root(right));
        } else {
            addPath(path, right, index - split);
            path.add(root(left));
        }
    }

    /** The root of a tree of {@code size} leaves in which {@code leaf} stands at {@code index}. */
    public static Hash rootBy(Hash leaf, int index, int size, List<Hash> path) {
        if (size == 1) {
            return path.isEmpty() ? leaf : Hash.NOTHING;
        }
        if (path.isEmpty()) {
            return Hash.NOTHING;
        }
        int split = split(size);
        List<Hash> below = path.subList(0, path.size() - 1);
        return index < split
                ? node(rootBy(leaf, index, split, below), path.getLast())
                : node(path.getLast(), rootBy(leaf, index - split, size - split, below));
    }

    private static Hash node(Hash left, Hash right) {
        return Hash.over(NODE, left, right);
    }

    /** The largest power of two below {@code size}, which is above 1. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
