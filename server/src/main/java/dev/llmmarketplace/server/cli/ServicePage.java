package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One service for people. */
final class ServicePage {
    private ServicePage() {}

    static void print(JsonNode service, PrintWriter out) {
        out.println(
                service.path("name").asText() + " " + service.path("version").asText() + " ("
                        + service.path("status").asText()
                        + (service.path("callable").asBoolean() ? ", callable)" : ", not callable)"));
        out.println(service.path("title").asText());
        out.println();
        out.println(service.path("description").asText());
        out.println();
        line(out, "category", service.path("category").asText());
        line(out, "model", service.path("model").asText());
        line(out, "tags", words(service.path("tags")));
        line(out, "reads", words(service.at("/modalities/input")));
        line(out, "answers", words(service.at("/modalities/output")));
        line(out, "context", Figures.tokens(service.at("/limits/contextTokens").asLong()));
        line(out, "answer", Figures.tokens(service.at("/limits/outputTokens").asLong()));
        prices(service.path("pricing"), out);
        line(out, "documents", service.at("/documents/documentationUrl").asText());
        line(out, "released", service.path("releasedOn").asText());
        line(out, "signed", signature(service.path("signature")));
    }

    private static String signature(JsonNode signature) {
        if (!signature.isObject()) {
            return "";
        }
        String key = signature.path("keyName").asText("") + " ("
                + signature.path("key").asText() + ")";
        return switch (signature.path("state").asText()) {
            case "valid" ->
                signature.has("formerOwner")
                        ? "by the former owner "
                                + signature.at("/formerOwner/name").asText() + ", with " + key
                        : "with " + key;
            case "revoked" -> "with " + key + ", which was revoked since";
            default -> "not validly, with " + key;
        };
    }

    private static void prices(JsonNode pricing, PrintWriter out) {
        String unit = " " + pricing.path("currency").asText("USD") + " per million tokens";
        line(out, "input", Figures.price(pricing, "input") + unit);
        line(out, "output", Figures.price(pricing, "output") + unit);
        for (JsonNode tier : pricing.path("tiers")) {
            line(
                    out,
                    "above " + Figures.tokens(tier.path("aboveInputTokens").asLong()),
                    tier.at("/rates/input").asText() + " in, "
                            + tier.at("/rates/output").asText() + " out");
        }
        JsonNode provenance = pricing.path("provenance");
        if (provenance.isObject()) {
            line(
                    out,
                    "prices by",
                    provenance.path("source").asText() + ", as of "
                            + provenance.path("asOf").asText());
        }
    }

    private static void line(PrintWriter out, String label, String value) {
        if (!value.isEmpty() && !value.equals("-")) {
            out.println("  " + label + " ".repeat(Math.max(1, 12 - label.length())) + value);
        }
    }

    private static String words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }
}
