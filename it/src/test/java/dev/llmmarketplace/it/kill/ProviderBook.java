package dev.llmmarketplace.it.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The provider's own count, read from the log that it wrote in a process of its own. By the marketplace's call id. */
record ProviderBook(Map<String, Served> calls) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One call as the provider saw it.
     *
     * @param times how often a call of this id began; anything but 1 is a call that the gateway repeated
     */
    record Served(String call, String requestId, int times, boolean ended, long promptTokens, long answerTokens) {
        private Served also(Served later) {
            return new Served(
                    call, requestId, times + later.times, later.ended, later.promptTokens, later.answerTokens);
        }
    }

    static ProviderBook read(Path log) throws IOException {
        Map<String, Served> calls = new LinkedHashMap<>();
        for (String line : Files.readAllLines(log)) {
            Served served = served(JSON.readTree(line));
            calls.merge(served.call(), served, Served::also);
        }
        return new ProviderBook(calls);
    }

    private static Served served(JsonNode line) {
        boolean ended = line.path("event").asText().equals("ended");
        return new Served(
                line.path("callId").asText(),
                line.path("requestId").asText(),
                ended ? 0 : 1,
                ended,
                line.path("promptTokens").asLong(),
                line.path("completionTokens").asLong());
    }

    boolean isQuiet() {
        return served().stream().allMatch(Served::ended);
    }

    Collection<Served> served() {
        return calls.values();
    }
}
