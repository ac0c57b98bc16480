package dev.llmmarketplace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search index that is made anew while the old one serves, by an administrator's wish. */
final class SearchRebuildTest {
    private static final String REBUILD = "/api/v1/search/rebuild";
    private static final List<String> QUESTIONS = List.of("q=loom", "q=weaves+silk", "category=translation&sort=name");
    private static final int SERVICES = 200;

    @Test
    void theAnswersAreTheSameAfterwards(@TempDir Path data) {
        try (Marketplace marketplace = start(data)) {
            Api root = root(
                    marketplace,
                    marketplace.firstAdministrator().orElseThrow().password().reveal());
            list(root);
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> root.get("/api/v1/search?limit=1").at("/total").equals("" + SERVICES));
            List<String> before = answers(root);

            assertThat(root.post(REBUILD, "").expect(202).at("/state")).isNotEqualTo("idle");

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> root.get(REBUILD).at("/done").equals("" + SERVICES)
                            && root.get(REBUILD).json().has("finishedAt"));
            assertThat(root.get(REBUILD).at("/total")).isEqualTo("" + SERVICES);
            assertThat(root.get(REBUILD).at("/resumedFrom")).isEqualTo("0");
            assertThat(answers(root)).isEqualTo(before);
        }
    }

    @Test
    void onlyKeepersOfTheMarketplaceMayHaveItMade() {
        try (TestMarketplace marketplace = new TestMarketplace()) {
            Api consumer = marketplace.user(marketplace.organisation("someone"), "consumer", "provider");
            consumer.get(REBUILD).expect(403);
            consumer.post(REBUILD, "").expect(403);
            marketplace.nobody().post(REBUILD, "").expect(401);
            Api root = marketplace.root();
            root.post(REBUILD, "").expect(202);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> root.get(REBUILD).at("/state").equals("idle"));
            assertThat(root.get(REBUILD).json().has("finishedAt")).isTrue();
            assertThat(root.get("/metrics").text()).contains("marketplace_search_rebuild_expected 0");
        }
    }

    /** Without a model, so that vectors that come later change no answer. */
    private static Marketplace start(Path data) {
        return Marketplace.builder()
                .dataDirectory(data)
                .set("outgoing.allow", "127.0.0.1:9")
                .set("search.embedding.url", "http://127.0.0.1:9/v1")
                .set("search.embedding.model", "none")
                .set("search.embedding.dimension", "4")
                .set("limits.reads-per-minute", "0")
                .set("limits.writes-per-minute", "0")
                .start();
    }

    private static Api root(Marketplace marketplace, String password) {
        return new Api(marketplace.address(), Optional.empty()).as("admin@localhost", password);
    }

    private static List<String> answers(Api root) {
        List<String> answers = new ArrayList<>();
        for (String question : QUESTIONS) {
            Reply reply = root.get("/api/v1/search?limit=100&" + question).expect(200);
            answers.add(reply.at("/total"));
            answers.add(reply.json().path("hits").toString());
            answers.add(reply.json().path("facets").toString());
        }
        return answers;
    }

    private static void list(Api root) {
        String listings = IntStream.range(0, SERVICES)
                .mapToObj(number -> """
                        {"manifestVersion": 1, "provider": "mill-%d", "name": "loom-%d", "version": "1.0.0",
                         "title": "Loom %d", "description": "Weaves %s number %d.", "category": "%s",
                         "capabilities": [{"name": "chat"}],
                         "pricing": {"model": "per-token", "rates": {"input": 2, "output": 10}}}
                        """.formatted(
                                number % 9,
                                number,
                                number,
                                number % 3 == 0 ? "silk" : "linen",
                                number,
                                number % 5 == 0 ? "translation" : "text-generation"))
                .collect(Collectors.joining(","));
        root.post("/api/v1/listings", "{\"listings\": [" + listings + "]}").expect(200);
    }
}
