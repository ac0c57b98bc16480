package dev.llmmarketplace.server.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Ways to say one constraint, and what it means of a manifest: decided on the manifest alone, without the product's code.
 *
 * @param said ways to say it
 */
record JudgedConstraint(List<String> said, Predicate<JsonNode> holds) {
    private static final Set<String> UNION = Set.of("EU", "DE", "FR");

    String words(Random random) {
        return said.get(random.nextInt(said.size()));
    }

    /** What a question may ask; of those in one list it asks for one at the most. */
    static List<List<JudgedConstraint>> all() {
        return List.of(
                List.of(
                        context(
                                List.of("at least 200k context", "context of at least 200k", "200k+ context window"),
                                200_000),
                        context(List.of("128k context", "128,000 tokens of context", "at least 128k tokens"), 128_000),
                        context(
                                List.of("at least 1 million tokens context", "1M context or more", "context >= 1M"),
                                1_000_000),
                        new JudgedConstraint(
                                List.of("at most 131k context", "no more than 131k context"),
                                one -> tokens(one) > 0 && tokens(one) <= 131_000)),
                List.of(
                        new JudgedConstraint(
                                List.of(
                                        "under $1 per million",
                                        "below 1 dollar per million tokens",
                                        "less than $0.001 per 1k tokens"),
                                one -> price(one, "input") < 1),
                        new JudgedConstraint(
                                List.of(
                                        "at most $3 per million input tokens",
                                        "input price up to $3",
                                        "input at most 3 USD/million"),
                                one -> price(one, "input") <= 3),
                        new JudgedConstraint(
                                List.of("output under $5 per million", "less than $5 per million output tokens"),
                                one -> price(one, "output") < 5),
                        new JudgedConstraint(
                                List.of("between $0.1 and $2 per million", "from $0.1 to $2 per 1M tokens"),
                                one -> price(one, "input") >= 0.1 && price(one, "input") <= 2),
                        new JudgedConstraint(List.of("free", "free of charge", "at no cost"), JudgedConstraint::free)),
                List.of(
                        new JudgedConstraint(
                                List.of("with tools", "function calling", "that calls tools"),
                                one -> tag(one, "tools")),
                        new JudgedConstraint(
                                List.of("with reasoning", "that can reason"), one -> tag(one, "reasoning")),
                        new JudgedConstraint(
                                List.of("with json schema", "with structured outputs"),
                                one -> tag(one, "structured-output"))),
                List.of(
                        new JudgedConstraint(
                                List.of("with vision", "that reads images", "image input"),
                                one -> has(one, "/modalities/input", "image")),
                        new JudgedConstraint(
                                List.of("that listens to audio", "audio input"),
                                one -> has(one, "/modalities/input", "audio")),
                        new JudgedConstraint(List.of("open weights", "open source"), one -> tag(one, "open-weights"))),
                List.of(
                        new JudgedConstraint(
                                List.of("in the EU", "hosted in the EU", "EU only", "data stays in the EU"),
                                one -> texts(one, "/compliance/dataResidency").stream()
                                        .anyMatch(UNION::contains)),
                        new JudgedConstraint(
                                List.of("in the US", "hosted in the USA", "US only"),
                                one -> has(one, "/compliance/dataResidency", "US")),
                        new JudgedConstraint(
                                List.of("in the UK", "hosted in the United Kingdom"),
                                one -> has(one, "/compliance/dataResidency", "GB"))),
                List.of(
                        new JudgedConstraint(
                                List.of("SOC 2 certified", "SOC2"),
                                one -> has(one, "/compliance/certifications", "SOC2")),
                        new JudgedConstraint(
                                List.of("HIPAA compliant", "hipaa"),
                                one -> one.at("/compliance/hipaa").asBoolean()),
                        new JudgedConstraint(
                                List.of("zero data retention", "no retention"),
                                one -> one.at("/compliance/retentionDays").asInt(-1) == 0),
                        new JudgedConstraint(
                                List.of("at most 30 days retention", "data retention up to 30 days"),
                                one -> one.at("/compliance/retentionDays").asInt(999) <= 30),
                        new JudgedConstraint(
                                List.of("99.9% uptime", "at least 99.9 percent availability"),
                                one -> one.at("/serviceLevel/availability").asDouble() >= 99.9)),
                List.of(
                        released(List.of("released since 2026", "since 2026", "newer than 2025"), "2026-01-01", "9999"),
                        released(List.of("released before 2026", "older than 2026"), "0000", "2025-12-31"),
                        released(List.of("released in 2025"), "2025-01-01", "2025-12-31")));
    }

    private static JudgedConstraint context(List<String> said, long least) {
        return new JudgedConstraint(said, one -> tokens(one) >= least);
    }

    private static JudgedConstraint released(List<String> said, String first, String last) {
        return new JudgedConstraint(
                said,
                one -> one.path("releasedOn").asText().compareTo(first) >= 0
                        && one.path("releasedOn").asText().compareTo(last) <= 0);
    }

    private static long tokens(JsonNode manifest) {
        return manifest.at("/limits/contextTokens").asLong();
    }

    private static double price(JsonNode manifest, String side) {
        boolean priced = !manifest.at("/pricing/model").asText().equals("per-request");
        return priced ? Double.parseDouble(manifest.at("/pricing/rates/" + side).asText("0")) : Double.NaN;
    }

    private static boolean free(JsonNode manifest) {
        return StreamSupport.stream(manifest.at("/pricing/rates").spliterator(), false)
                .allMatch(rate -> Double.parseDouble(rate.asText()) == 0);
    }

    private static boolean tag(JsonNode manifest, String tag) {
        return has(manifest, "/tags", tag);
    }

    private static boolean has(JsonNode manifest, String pointer, String text) {
        return texts(manifest, pointer).contains(text);
    }

    private static List<String> texts(JsonNode manifest, String pointer) {
        return StreamSupport.stream(manifest.at(pointer).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
