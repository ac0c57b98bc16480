package dev.llmmarketplace.core.search;

import java.util.List;
import java.util.Optional;

/** Turns text into vectors whose cosine tells nearness of meaning. Blocking; thread-safe. */
public interface Embedder {
    /** For example {@code all-minilm-l6-v2}; an index made with another model is rebuilt. */
    String model();

    int dimension();

    /** Cosine from which on this model means that a question and a text have to do with each other; differs by model. */
    double relatedFrom();

    /**
     * One vector of unit length per text, in order. Text beyond the model's window is cut off.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code UNAVAILABLE} when the model cannot be had, {@code
     *     VALIDATION_FAILED} when it does not take one of the texts
     */
    List<Embedding> embed(List<String> texts);

    /**
     * As {@link #embed}, with nothing in the place of each text that the model refuses to take: it does not hinder the others.
     */
    default List<Optional<Embedding>> embedEach(List<String> texts) {
        return embed(texts).stream().map(Optional::of).toList();
    }

    /**
     * @param vector of unit length
     * @param tokens how many the model read, as it counts them
     */
    @SuppressWarnings("ArrayRecordComponent") // a value that is handed on, never compared
    record Embedding(float[] vector, int tokens) {}
}
