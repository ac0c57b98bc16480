package dev.llmmarketplace.it.publication;

import dev.llmmarketplace.it.process.RunningProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A manifest that is to be handed in.
 *
 * @param name of the service, without its provider's
 */
record Manuscript(String name, Fate fate) {

    /** How a manifest is meant to end. */
    enum Fate {
        /** All ten phases. */
        PUBLISHED,
        /** It breaks a rule of manifests. */
        INVALID,
        /** It is recorded, fails the test of its service, and is taken away again. */
        UNTRUE,
        /** A policy that is shipped refuses it: it takes confidential data and has no certificate. */
        BLOCKED,
        /** It takes confidential data and waits for an approver. */
        AWAITED
    }

    /** {@code each} of every fate. */
    static List<Manuscript> some(String prefix, int each) {
        List<Manuscript> manuscripts = new ArrayList<>();
        for (int number = 1; number <= each; number++) {
            for (Fate fate : Fate.values()) {
                manuscripts.add(
                        new Manuscript(prefix + "-" + number + "-" + fate.name().toLowerCase(Locale.ROOT), fate));
            }
        }
        return manuscripts;
    }

    Map<String, Object> manifest(String provider, URI upstream) {
        String credential = fate == Fate.UNTRUE ? "not-the-credential" : RunningProvider.CREDENTIAL;
        return Map.ofEntries(
                Map.entry("manifestVersion", 1),
                Map.entry("provider", provider),
                Map.entry("name", name),
                Map.entry("version", "1.0.0"),
                Map.entry("title", "One of many"),
                Map.entry("description", "Says something, for rehearsals of publications."),
                Map.entry("category", "text-generation"),
                Map.entry("capabilities", List.of(Map.of("name", "chat"))),
                Map.entry("compliance", compliance()),
                Map.entry("serviceLevel", Map.of("maxLatencyMillis", 60_000)),
                Map.entry(
                        "endpoint",
                        Map.of(
                                "url", upstream.resolve("/v1").toString(),
                                "authentication", Map.of("type", "bearer", "credential", credential),
                                "upstreamModel", "echo-chat")),
                Map.entry("pricing", Map.of("model", "per-token", "rates", Map.of("input", "1", "output", "2"))),
                Map.entry("limits", Map.of("contextTokens", 10, "outputTokens", fate == Fate.INVALID ? 20 : 5)));
    }

    private Map<String, Object> compliance() {
        return switch (fate) {
            case PUBLISHED, INVALID, UNTRUE -> Map.of("level", "public");
            case BLOCKED -> Map.of("level", "confidential");
            case AWAITED ->
                Map.of("level", "confidential", "certifications", List.of("SOC2"), "dataResidency", List.of("CH"));
        };
    }
}
