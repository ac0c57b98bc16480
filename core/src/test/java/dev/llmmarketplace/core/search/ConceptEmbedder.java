package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows a handful of meanings by their words, and nothing else: texts that share none are far from each other. Quick and
 * always the same, and it counts how many texts it was given.
 */
public final class ConceptEmbedder implements Embedder {
    private static final List<List<String>> CONCEPTS = List.of(
            List.of("car", "automobile", "vehicle"),
            List.of("soup", "recipe", "cooking"),
            List.of("contract", "lawyer", "legal"));
    private static final int DIMENSION = 32;

    private final String model;
    private final AtomicInteger embedded = new AtomicInteger();
    private volatile boolean broken;

    public ConceptEmbedder(String model) {
        this.model = model;
    }

    /** From now on it cannot be had, or can again. */
    public void breakDown(boolean down) {
        broken = down;
    }

    public int embedded() {
        return embedded.get();
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public double relatedFrom() {
        return 0.7;
    }

    @Override
    public List<Embedding> embed(List<String> texts) {
        if (broken) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "out of order");
        }
        embedded.addAndGet(texts.size());
        return texts.stream().map(ConceptEmbedder::embed).toList();
    }

    private static Embedding embed(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("\\W+"));
        float[] vector = new float[DIMENSION];
        boolean meant = false;
        for (int concept = 0; concept < CONCEPTS.size(); concept++) {
            if (CONCEPTS.get(concept).stream().anyMatch(words::contains)) {
                vector[concept] = 1;
                meant = true;
            }
        }
        if (!meant) {
            Random random = new Random(text.hashCode());
            for (int i = CONCEPTS.size(); i < DIMENSION; i++) {
                vector[i] = (float) random.nextGaussian();
            }
        }
        return new Embedding(unit(vector), words.size());
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += component * component;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
