package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Questions that are kept, and what their owners are told. */
@ExtendWith(SharedMarketplace.class)
final class SavedSearchTest {
    private static final String INBOX = "/api/v1/notifications";
    private static final String SEARCHES = "/api/v1/saved-searches";

    private final TestMarketplace marketplace;
    private String provider = "";
    private Api reader;

    SavedSearchTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.reader = marketplace.nobody();
    }

    @BeforeEach
    void begin() {
        provider = marketplace.unique("newly");
        reader = marketplace.user(marketplace.organisation(marketplace.unique("readers")), "consumer");
        list("old", 1, "");
        await("it is found")
                .atMost(Duration.ofMinutes(1))
                .until(() -> reader.get("/api/v1/search?provider=" + provider)
                        .at("/total")
                        .equals("1"));
        keep(reader, "mine", "\"provider\": [\"%s\"], \"maxInputPrice\": 5".formatted(provider))
                .expect(201);
    }

    @Test
    void whatComesToAnswerASearchIsToldOnce() {
        list("new", 2, "");
        list("dear", 50, "");
        list("hidden", 2, "\"visibility\": \"private\",");
        assertTold("new");

        list("new", 3, "");
        list("old", 2, "");
        list("dear", 4, "");
        assertTold("dear", "new");
    }

    @Test
    void whatWasReadIsMarked() {
        list("new", 2, "");
        assertTold("new");
        Reply inbox = reader.get(INBOX).expect(200);
        assertThat(inbox.at("/items/0/title")).isEqualTo(provider + "/new answers your search 'mine'.");
        assertThat(inbox.json().at("/items/0").has("readAt")).isFalse();
        String read = INBOX + "/" + inbox.at("/items/0/id") + "/read";
        marketplace
                .user(marketplace.organisation(marketplace.unique("others")), "consumer")
                .post(read, "")
                .expect(404);

        reader.post(read, "").expect(204);
        reader.post(read, "").expect(204);

        assertThat(reader.get(INBOX).json().at("/items/0").has("readAt")).isTrue();
        assertThat(reader.get(INBOX + "?unread=true").json().at("/items")).isEmpty();
    }

    @Test
    void aSearchIsItsOwnersAlone() {
        Api other = marketplace.user(marketplace.organisation(marketplace.unique("others")), "consumer");
        String id = reader.get(SEARCHES).expect(200).at("/items/0/id");
        assertThat(reader.get(SEARCHES).at("/items/0/question/maxInputPrice")).isEqualTo("5");
        assertThat(other.get(SEARCHES).expect(200).json().at("/items")).isEmpty();
        other.delete(SEARCHES + "/" + id).expect(404);
        keep(reader, "mine", "\"q\": \"tea\"").expectProblem(409, "conflict");
        keep(reader, "odd", "\"colour\": \"red\"").expectProblem(422, "validation_failed");
        marketplace.nobody().get(SEARCHES).expect(401);

        reader.delete(SEARCHES + "/" + id).expect(204);

        assertThat(reader.get(SEARCHES).json().at("/items")).isEmpty();
    }

    private static Reply keep(Api who, String name, String question) {
        return who.post(SEARCHES, "{\"name\": \"%s\", \"question\": {%s}}".formatted(name, question));
    }

    /** Of services by their names, the latest first. */
    private void assertTold(String... services) {
        await("the news are told")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(told()).containsExactly(services));
    }

    private List<String> told() {
        List<String> names = new java.util.ArrayList<>();
        reader.get(INBOX)
                .expect(200)
                .json()
                .at("/items")
                .forEach(item -> names.add(item.at("/service").asText().substring(provider.length() + 1)));
        return names;
    }

    private void list(String name, int price, String visibility) {
        marketplace
                .root()
                .post("/api/v1/listings", """
                    {"listings": [{"manifestVersion": 1, "provider": "%s", "name": "%s", "version": "1.0.0", %s
                     "title": "News", "description": "A service that is news.", "category": "text-generation",
                     "capabilities": [{"name": "chat"}],
                     "pricing": {"model": "per-token", "rates": {"input": %d, "output": 10}}}]}
                    """.formatted(provider, name, visibility, price))
                .expect(200);
    }
}
