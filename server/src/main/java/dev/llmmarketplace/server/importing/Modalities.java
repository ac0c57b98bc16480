package dev.llmmarketplace.server.importing;

import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.kernel.WireName;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The catalogues' names of content. */
final class Modalities {
    private Modalities() {}

    /** What {@code names} mean; text when they say nothing that is known. */
    static SortedSet<Modality> of(List<String> names) {
        SortedSet<Modality> found = new TreeSet<>();
        for (String name : names) {
            String known = name.equals("pdf") ? "file" : name;
            WireName.find(Modality.class, known).ifPresent(modality -> found.add(modality));
        }
        if (found.isEmpty()) {
            found.add(Modality.TEXT);
        }
        return found;
    }
}
