package dev.llmmarketplace.server.importing;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Modality;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Files a model where no catalogue says: by what comes out, then by the words of its name. */
final class Categories {
    private static final Pattern EMBEDDING = Pattern.compile("embed|\\bbge-(?!reranker)|\\be5-");
    private static final Pattern CLASSIFIER = Pattern.compile("guard|safety|moderation|rerank");
    private static final Pattern CODE = Pattern.compile("(?<![a-z])(code|coder|codex)(?![a-z])|codestral|devstral");
    private static final Pattern TRANSLATOR = Pattern.compile("translat|indictrans|m2m100|(?<![a-z])mt(?![a-z])");

    private Categories() {}

    static Category of(String name, Set<Modality> input, Set<Modality> output) {
        if (output.contains(Modality.EMBEDDING)) {
            return Category.EMBEDDINGS;
        }
        if (output.contains(Modality.IMAGE)) {
            return Category.IMAGE_GENERATION;
        }
        if (output.contains(Modality.VIDEO)) {
            return Category.OTHER;
        }
        if (output.equals(Set.of(Modality.AUDIO))) {
            return Category.TEXT_TO_SPEECH;
        }
        if (input.equals(Set.of(Modality.AUDIO))) {
            return Category.SPEECH_TO_TEXT;
        }
        return byName(name.toLowerCase(Locale.ROOT));
    }

    private static Category byName(String name) {
        if (EMBEDDING.matcher(name).find()) {
            return Category.EMBEDDINGS;
        }
        if (CLASSIFIER.matcher(name).find()) {
            return Category.CLASSIFICATION;
        }
        if (CODE.matcher(name).find()) {
            return Category.CODE_GENERATION;
        }
        return TRANSLATOR.matcher(name).find() ? Category.TRANSLATION : Category.TEXT_GENERATION;
    }
}
