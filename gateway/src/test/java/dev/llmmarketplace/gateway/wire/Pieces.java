package dev.llmmarketplace.gateway.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Bytes cut at random places, as a network does. */
final class Pieces {
    private Pieces() {}

    /** @param cuts places, by their remainder */
    static List<byte[]> of(byte[] bytes, List<Integer> cuts) {
        TreeSet<Integer> places = new TreeSet<>();
        cuts.forEach(cut -> places.add(Math.floorMod(cut, bytes.length + 1)));
        places.add(bytes.length);
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int to : places) {
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces;
    }
}
