package dev.llmmarketplace.it.trade;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Somebody who publishes for the organisation {@code slug}. */
public record Publisher(String slug, Rest rest) {

    /**
     * Publishes version 1.0.0 of a service that the bundled provider answers.
     *
     * @param model what the upstream calls it, and the service's name
     * @return the name that callers use
     */
    public String publish(String model, URI upstream, String credential) {
        boolean embeddings = model.equals("minilm");
        rest.post(
                        "/api/v1/services",
                        Map.ofEntries(
                                Map.entry("manifestVersion", 1),
                                Map.entry("provider", slug),
                                Map.entry("name", model),
                                Map.entry("version", "1.0.0"),
                                Map.entry("title", embeddings ? "Sentence vectors" : "Echoing chat"),
                                Map.entry(
                                        "description",
                                        embeddings
                                                ? "Turns sentences into vectors of 384 dimensions for semantic search."
                                                : "Repeats what it is told, for rehearsals of conversations."),
                                Map.entry("category", embeddings ? "embeddings" : "text-generation"),
                                Map.entry("capabilities", List.of(Map.of("name", embeddings ? "embed" : "chat"))),
                                Map.entry("endpoint", endpoint(model, upstream, credential)),
                                Map.entry(
                                        "pricing",
                                        Map.of(
                                                "model", "per-token",
                                                "currency", "USD",
                                                "rates",
                                                        embeddings
                                                                ? Map.of("input", "0.02")
                                                                : Map.of("input", "1.00", "output", "2.00")))))
                .expect(201);
        return slug + "/" + model;
    }

    private static Map<String, ?> endpoint(String model, URI upstream, String credential) {
        return Map.of(
                "url", upstream.resolve("/v1").toString(),
                "authentication", Map.of("type", "bearer", "credential", credential),
                "upstreamModel", model);
    }

    /**
     * Publishes version 1.0.0 of a service that the bundled provider answers in Anthropic's dialect.
     *
     * @return the name that callers use
     */
    public String publishMessages(String name, URI upstream, String credential) {
        Map<String, ?> endpoint = Map.of(
                "url",
                upstream.resolve("/v1").toString(),
                "dialect",
                "anthropic",
                "authentication",
                Map.of("type", "header", "header", "x-api-key", "credential", credential),
                "upstreamModel",
                "echo-chat");
        rest.post(
                        "/api/v1/services",
                        Map.ofEntries(
                                Map.entry("manifestVersion", 1),
                                Map.entry("provider", slug),
                                Map.entry("name", name),
                                Map.entry("version", "1.0.0"),
                                Map.entry("title", "Echoing messages"),
                                Map.entry(
                                        "description",
                                        "Repeats what it is told, for rehearsals of conversations in another dialect."),
                                Map.entry("category", "text-generation"),
                                Map.entry("capabilities", List.of(Map.of("name", "chat"))),
                                Map.entry("endpoint", endpoint),
                                Map.entry(
                                        "pricing",
                                        Map.of(
                                                "model",
                                                "per-token",
                                                "rates",
                                                Map.of("input", "1.00", "output", "2.00")))))
                .expect(201);
        return slug + "/" + name;
    }
}
