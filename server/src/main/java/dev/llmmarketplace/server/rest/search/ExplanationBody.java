package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.search.ranking.Ranking;
import dev.llmmarketplace.core.search.ranking.RankingWeights;
import java.util.List;

/** The whole of a score: its parts, and what its relevance is made of. */
record ExplanationBody(List<PartBody> parts, TextBody text) {

    /** @param adds {@code value} weighed */
    record PartBody(String name, double value, double weight, double adds) {
        static PartBody of(String name, double value, double weight) {
            return new PartBody(name, value, weight, value * weight);
        }
    }

    record TextBody(double score, double words, double meaning, double wordsShare, boolean named) {}

    static ExplanationBody from(Ranking.Parts parts, RankingWeights weights) {
        Ranking.Text text = parts.text();
        return new ExplanationBody(
                List.of(
                        PartBody.of("relevance", parts.relevance(), weights.relevance()),
                        PartBody.of("popularity", parts.popularity(), weights.popularity()),
                        PartBody.of("performance", parts.performance(), weights.performance()),
                        PartBody.of("compliance", parts.compliance(), weights.compliance())),
                new TextBody(text.score(), text.words(), text.meaning(), text.wordsShare(), text.named()));
    }
}
