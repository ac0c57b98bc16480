package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmmarketplace.core.search.Embedder.Embedding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Embedder} keeps. */
public abstract class EmbedderContract {
    /** Of a sentence model for English. */
    protected abstract Embedder embedder();

    @Test
    void makesVectorsOfUnitLength() {
        for (String text : List.of("a chat model", "", "!", "größte Übersetzung", "word ".repeat(2000))) {
            float[] vector = embed(text).vector();
            assertThat(vector).hasSize(embedder().dimension());
            assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void putsNearMeaningsNearerThanFarOnes() {
        float[] question = embed("Which model writes Java code?").vector();
        double near = dot(
                question,
                embed("An assistant for programming in many languages").vector());
        double far = dot(question, embed("Recipes for vegetable soup").vector());
        assertThat(near).isGreaterThan(far + 0.1);
        assertThat(near).isGreaterThan(embedder().relatedFrom());
        assertThat(far).isLessThan(embedder().relatedFrom());
    }

    @Test
    void makesTheSameOfTheSameText() {
        assertThat(embed("translate legal texts").vector())
                .containsExactly(embed("translate legal texts").vector());
        assertThat(embed("translate legal texts").vector())
                .containsExactly(embedder()
                        .embed(List.of("first", "translate legal texts"))
                        .get(1)
                        .vector());
    }

    @Test
    void manyTextsKeepTheirOrder() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            texts.add("number " + i);
        }
        List<Embedding> embeddings = embedder().embed(texts);
        assertThat(embeddings).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i += 13) {
            assertThat(dot(embeddings.get(i).vector(), embed(texts.get(i)).vector()))
                    .isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void nothingIsEmbeddedToNothing() {
        assertThat(embedder().embed(List.of())).isEmpty();
    }

    protected final Embedding embed(String text) {
        return embedder().embed(List.of(text)).getFirst();
    }

    private static double dot(float[] first, float[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += (double) first[i] * second[i];
        }
        return sum;
    }
}
