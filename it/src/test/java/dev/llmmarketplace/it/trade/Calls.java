package dev.llmmarketplace.it.trade;

import dev.llmmarketplace.it.process.RunningMarketplace;
import java.util.List;
import java.util.Map;

/** Calls of one model with one key. */
public record Calls(Rest rest, String model) {

    public Calls(RunningMarketplace marketplace, String model, String key) {
        this(Rest.at(marketplace.address()).as(key), model);
    }

    /** Says {@code content} and waits for the whole answer, whatever its status. */
    public Rest.Answer chat(String content) {
        return rest.post("/v1/chat/completions", body(content, false));
    }

    /** Says {@code content} and takes the stream as text. */
    public Rest.Text stream(String content) {
        return rest.postForText("/v1/chat/completions", body(content, true));
    }

    private Map<String, ?> body(String content, boolean stream) {
        return Map.of(
                "model", model, "stream", stream, "messages", List.of(Map.of("role", "user", "content", content)));
    }
}
