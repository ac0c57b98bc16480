package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.search.MeaningText;
import java.io.IOException;
import java.util.function.Function;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.VectorScorer;
import org.jspecify.annotations.Nullable;

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

    /**
     * Compares by the vectors as they were made, not as they are quantised for the graph; null where none are.
     *
     * @see #cosine
     */
    @Nullable
    VectorScorer scorer(LeafReader reader, float[] vector) throws IOException {
        FloatVectorValues values = reader.getFloatVectorValues(field);
        return values == null ? null : values.rescorer(vector);
    }

    /** Undoes how Lucene keeps scores positive. */
    static float cosine(float score) {
        return 2 * score - 1;
    }
}
