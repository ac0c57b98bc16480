package dev.llmmarketplace.server.importing;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Modality;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a model is and can do.
 *
 * @param features become tags, and capabilities where they are one
 * @param parameters of requests
 */
record Traits(
        Category category,
        SortedSet<Modality> input,
        SortedSet<Modality> output,
        SortedSet<Feature> features,
        SortedSet<String> parameters) {
    Traits {
        input = Collections.unmodifiableSortedSet(new TreeSet<>(input));
        output = Collections.unmodifiableSortedSet(new TreeSet<>(output));
        features = Collections.unmodifiableSortedSet(withInputs(features, input));
        parameters = Collections.unmodifiableSortedSet(new TreeSet<>(parameters));
    }

    private static SortedSet<Feature> withInputs(Set<Feature> features, Set<Modality> input) {
        SortedSet<Feature> all = new TreeSet<>(features);
        if (input.contains(Modality.IMAGE)) {
            all.add(Feature.VISION);
        }
        if (input.contains(Modality.AUDIO)) {
            all.add(Feature.AUDIO_INPUT);
        }
        if (input.contains(Modality.VIDEO)) {
            all.add(Feature.VIDEO_INPUT);
        }
        if (input.contains(Modality.FILE)) {
            all.add(Feature.FILE_INPUT);
        }
        return all;
    }
}
