package dev.llmmarketplace.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import dev.llmmarketplace.server.cli.client.ProblemAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A search, once the index has caught up with what was published. */
final class Finding {
    private Finding() {}

    static JsonNode of(MarketplaceClient anyone, String question) {
        Patience.until(() -> ready(anyone));
        return search(anyone, question);
    }

    /** What was published last is found. */
    private static boolean ready(MarketplaceClient anyone) {
        try {
            return search(anyone, Publisher.EMBEDDINGS).path("total").asLong() > 0;
        } catch (ProblemAnswer refused) {
            if (refused.problem().status() == 503) {
                return false;
            }
            throw refused;
        }
    }

    private static JsonNode search(MarketplaceClient anyone, String question) {
        return anyone.get("/api/v1/search?limit=3&q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
    }

    static void tell(JsonNode answer, Narrator narrator) {
        for (JsonNode hit : answer.path("hits")) {
            JsonNode service = hit.path("service");
            StringBuilder why = new StringBuilder();
            hit.path("matched")
                    .forEach(reason -> why.append(why.isEmpty() ? "" : ", ").append(reason.asText()));
            narrator.detail(String.format(
                    Locale.ROOT,
                    "%-38s $%s in, $%s out  %s",
                    service.path("name").asText(),
                    service.at("/pricing/rates/input").asText("-"),
                    service.at("/pricing/rates/output").asText("-"),
                    why));
        }
    }
}
