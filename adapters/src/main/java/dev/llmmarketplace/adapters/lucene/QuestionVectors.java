package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.Embedder.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Vectors of questions. A long question often asks for several things, one a sentence, and its vector lies between them;
 * so the sentences are embedded apart as well. The latest questions are kept: the next page and each click on a facet asks
 * the same again. Thread-safe.
 */
final class QuestionVectors {
    private static final int KEPT = 200;
    private static final int MOST_SENTENCES = 4;
    private static final int FEWEST_WORDS = 3;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Embedder embedder;
    private final Map<String, List<float[]>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<float[]>> eldest) {
            return size() > KEPT;
        }
    };

    QuestionVectors(Embedder embedder) {
        this.embedder = embedder;
    }

    double relatedFrom() {
        return embedder.relatedFrom();
    }

    /** The whole question's vector first; empty when the model cannot be had, and words must do. */
    List<float[]> of(String text) {
        String question = text.strip();
        synchronized (kept) {
            List<float[]> before = kept.get(question);
            if (before != null) {
                return before;
            }
        }
        try {
            List<float[]> vectors = embedder.embed(texts(question)).stream()
                    .map(Embedding::vector)
                    .toList();
            synchronized (kept) {
                kept.put(question, vectors);
            }
            return vectors;
        } catch (ProblemException e) {
            return List.of(); // the embedder has said why
        }
    }

    private static List<String> texts(String question) {
        List<String> sentences = Arrays.stream(SENTENCE_END.split(question))
                .filter(sentence -> SPACE.split(sentence).length >= FEWEST_WORDS)
                .limit(MOST_SENTENCES)
                .toList();
        List<String> texts = new ArrayList<>();
        texts.add(question);
        if (sentences.size() > 1) {
            texts.addAll(sentences);
        }
        return texts;
    }
}
