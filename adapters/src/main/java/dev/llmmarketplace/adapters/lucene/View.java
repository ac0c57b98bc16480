package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.search.MeaningText;
import java.util.function.Function;

/** The texts by which a listing is embedded, each with a vector of its own. */
enum View {
    WHOLE("meaning", MeaningText::of),
    WITHOUT_NAME("meaning.nameless", MeaningText::withoutName),
    NAME("meaning.name", MeaningText::name);

    private final String field;
    private final Function<ServiceManifest, String> text;

    View(String field, Function<ServiceManifest, String> text) {
        this.field = field;
        this.text = text;
    }

    /** Of the vector. */
    String field() {
        return field;
    }

    /** Tells which text the vector stands for. */
    String keyField() {
        return field + ".key";
    }

    String text(ServiceManifest manifest) {
        return text.apply(manifest);
    }
}
