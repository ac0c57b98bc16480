package dev.llmmarketplace.server.importing;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.Modality;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The catalogue's own description where it fits a manifest, else one made of the facts. */
final class Descriptions {
    private static final int LEAST = 10;
    private static final int MOST = 5000;

    private Descriptions() {}

    static String of(Listing listing) {
        String given = listing.description();
        return given != null && given.length() >= LEAST && given.length() <= MOST ? given : written(listing);
    }

    /** What a service of {@code category} can do, in one word. */
    static String capability(Category category) {
        return category == Category.TEXT_GENERATION || category == Category.CODE_GENERATION
                ? "chat"
                : category.wireName();
    }

    private static String written(Listing listing) {
        Traits traits = listing.traits();
        StringBuilder text = new StringBuilder(listing.identity().title())
                .append(", offered by ")
                .append(listing.identity().provider())
                .append(" for ")
                .append(traits.category().wireName().replace('-', ' '))
                .append('.');
        text.append(" Reads ").append(names(traits.input())).append(" and ");
        text.append(makes(traits.output())).append('.');
        List<String> abilities = traits.features().stream()
                .filter(feature -> feature.isAbility() && !aboutInput(feature))
                .map(Feature::ability)
                .toList();
        if (!abilities.isEmpty()) {
            text.append(" It ").append(listed(abilities)).append('.');
        }
        return text.append(limits(listing.offer().limits())).toString();
    }

    private static boolean aboutInput(Feature feature) {
        return Set.of(Feature.VISION, Feature.AUDIO_INPUT, Feature.VIDEO_INPUT, Feature.FILE_INPUT)
                .contains(feature);
    }

    private static String makes(Set<Modality> output) {
        return output.contains(Modality.EMBEDDING) ? "gives vectors" : "answers with " + names(output);
    }

    private static String names(Set<Modality> modalities) {
        return listed(modalities.stream()
                .map(modality -> modality == Modality.IMAGE || modality == Modality.FILE
                        ? modality.wireName() + "s"
                        : modality.wireName())
                .toList());
    }

    private static String limits(Limits limits) {
        StringBuilder text = new StringBuilder();
        if (limits.contextTokens() > 0) {
            text.append(String.format(Locale.ROOT, " Context of %,d tokens", limits.contextTokens()));
            text.append(limits.outputTokens() > 0 ? "," : ".");
        }
        if (limits.outputTokens() > 0) {
            text.append(limits.contextTokens() > 0 ? " answers" : " Answers");
            text.append(String.format(Locale.ROOT, " of up to %,d.", limits.outputTokens()));
        }
        return text.toString();
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    private static String listed(Collection<String> parts) {
        StringBuilder text = new StringBuilder();
        for (Iterator<String> rest = parts.iterator(); rest.hasNext(); ) {
            String part = rest.next();
            text.append(text.isEmpty() ? "" : rest.hasNext() ? ", " : " and ").append(part);
        }
        return text.toString();
    }
}
