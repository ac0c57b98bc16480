package dev.llmmarketplace.it.trade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody of an organisation that calls services. */
public record Consumer(Rest rest) {

    public String subscribe(String service, String plan) {
        return rest.post("/api/v1/subscriptions", Map.of("service", service, "plan", plan))
                .expect(201)
                .path("id")
                .asText();
    }

    /** A key as its maker sees it, once. */
    public record Key(String id, String secret) {}

    public Key key(String name) {
        JsonNode key = rest.post("/api/v1/keys", Map.of("name", name)).expect(201);
        return new Key(key.path("id").asText(), key.path("key").asText());
    }

    /** The same key with its new secret; the old one opens for a while. */
    public Key rotate(Key key) {
        JsonNode rotated =
                rest.post("/api/v1/keys/" + key.id() + "/rotate", Map.of()).expect(200);
        return new Key(rotated.path("id").asText(), rotated.path("key").asText());
    }

    public void revoke(Key key) {
        rest.delete("/api/v1/keys/" + key.id()).expect(200);
    }

    public void budget(String amount) {
        rest.put("/api/v1/budget", Map.of("perMonth", Map.of("amount", amount, "currency", "USD")))
                .expect(200);
    }

    /** All usage records, newest first. */
    public List<JsonNode> usage() {
        List<JsonNode> records = new ArrayList<>();
        String path = "/api/v1/usage?limit=100";
        for (String next = ""; next != null; ) {
            JsonNode page = rest.get(path + next).expect(200);
            page.path("items").forEach(records::add);
            next = page.has("next") ? "&cursor=" + page.path("next").asText() : null;
        }
        return records;
    }

    /** How this month's budget and quotas stand. */
    public List<JsonNode> allowances() {
        List<JsonNode> allowances = new ArrayList<>();
        rest.get("/api/v1/allowances").expect(200).path("items").forEach(allowances::add);
        return allowances;
    }
}
