package dev.llmmarketplace.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.TestMarketplace;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * A judged set of questions with constraints: generated from the ways people say them, the truth decided by looking at every
 * manifest. What is found is compared as a set.
 */
final class ConstraintQualityTest {
    private static final int QUESTIONS = 90;
    private static final List<String> OPENINGS =
            List.of("", "models ", "cheapest model ", "show me newest models ", "LLM ");

    private record Judged(String question, Predicate<JsonNode> holds) {}

    @Test
    void findsExactlyWhatTheConstraintsAskFor() throws IOException {
        List<JsonNode> listings = JudgedListings.read();
        try (TestMarketplace marketplace = new TestMarketplace()) {
            marketplace
                    .root()
                    .post("/api/v1/listings", "{\"listings\": " + listings + "}")
                    .expect(200);
            await("all are found")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> find(marketplace, "").size() == listings.size());
            double sum = 0;
            List<String> missed = new ArrayList<>();
            for (Judged judged : questions()) {
                Set<String> truth = listings.stream()
                        .filter(judged.holds())
                        .map(ConstraintQualityTest::name)
                        .collect(Collectors.toSet());
                double f1 = f1(truth, find(marketplace, judged.question()));
                sum += f1;
                if (f1 < 1) {
                    missed.add(judged.question() + " " + f1);
                }
            }
            assertThat(sum / QUESTIONS)
                    .as("questions that were missed: %s", missed)
                    .isGreaterThanOrEqualTo(0.9);
        }
    }

    private static List<Judged> questions() {
        Random random = new Random(7);
        List<Judged> questions = new ArrayList<>();
        while (questions.size() < QUESTIONS) {
            questions.add(question(random, 1 + questions.size() % 3));
        }
        return questions;
    }

    private static Judged question(Random random, int constraints) {
        List<List<JudgedConstraint>> kinds = new ArrayList<>(JudgedConstraint.all());
        Collections.shuffle(kinds, random);
        List<String> words = new ArrayList<>();
        Predicate<JsonNode> holds = one -> true;
        for (List<JudgedConstraint> kind : kinds.subList(0, constraints)) {
            JudgedConstraint constraint = kind.get(random.nextInt(kind.size()));
            words.add(constraint.words(random));
            holds = holds.and(constraint.holds());
        }
        String opening = OPENINGS.get(random.nextInt(OPENINGS.size()));
        return new Judged(opening + String.join(random.nextBoolean() ? ", " : " and ", words), holds);
    }

    private static Set<String> find(TestMarketplace marketplace, String question) {
        JsonNode hits = marketplace
                .nobody()
                .get("/api/v1/search?limit=100&source=catalogue&q="
                        + URLEncoder.encode(question, StandardCharsets.UTF_8))
                .expect(200)
                .json()
                .path("hits");
        return StreamSupport.stream(hits.spliterator(), false)
                .map(hit -> hit.at("/service/name").asText())
                .collect(Collectors.toSet());
    }

    private static String name(JsonNode manifest) {
        return manifest.path("provider").asText() + '/' + manifest.path("name").asText();
    }

    /** Where nothing is to be found, finding nothing is right. */
    private static double f1(Set<String> truth, Set<String> found) {
        if (truth.isEmpty() && found.isEmpty()) {
            return 1;
        }
        Set<String> both = new HashSet<>(truth);
        both.retainAll(found);
        return 2.0 * both.size() / (truth.size() + found.size());
    }
}
