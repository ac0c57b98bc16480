package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.TestMarketplace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A listing that is not for everybody, looked for at every door by who may see it and by who may not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PrivateListingTest {
    private static final String HIDDEN = "guild/hidden-chat";
    private static final String SHARED = "guild/shared-chat";
    private static final String OPEN = "guild/open-chat";
    private static final List<String> ROOMS = List.of("hidden-chat", "shared-chat", "open-chat");
    private static final String ROOM = "sentiment-analysis";
    private static final String PRIVATE = "\"visibility\": \"private\",";
    private static final String FOR_FRIENDS = "\"visibility\": \"organisation\", \"visibleTo\": [\"friends\"],";
    private static final String NO_SERVICE = "{\"service\": \"%s\", \"plan\": \"basic\"}";

    private final TestMarketplace marketplace = new TestMarketplace();
    private final Api anyone = marketplace.nobody();
    private Api member = anyone;
    private Api friend = anyone;
    private Api outsider = anyone;

    @BeforeAll
    void list() {
        member = marketplace.user(marketplace.organisation("guild"), "consumer");
        friend = marketplace.user(marketplace.organisation("friends"), "consumer");
        outsider = marketplace.user(marketplace.organisation("strangers"), "consumer", "provider");
        list("hidden-chat", ROOM, PRIVATE);
        list("shared-chat", ROOM, FOR_FRIENDS);
        list("open-chat", ROOM, "");
        eventually(() -> total(marketplace.root(), "?provider=guild") == 3);
    }

    @AfterAll
    void close() {
        marketplace.close();
    }

    /** All listings have the same words, so what differs between two askers is what they may see. */
    private void list(String name, String category, String visibility) {
        marketplace
                .root()
                .post("/api/v1/listings", """
                    {"listings": [{"manifestVersion": 1, "provider": "guild", "name": "%s", "version": "1.0.0", %s
                     "title": "Guild %s", "description": "Embroiders cathedrals.", "category": "%s",
                     "tags": ["about-%s"], "model": "tapestry", "capabilities": [{"name": "chat"}],
                     "pricing": {"model": "per-token", "rates": {"input": 2, "output": 10}}}]}
                    """.formatted(name, visibility, name.replace('-', ' '), category, name))
                .expect(200);
    }

    @Test
    void hitsCountsAndFacetsKnowOnlyWhatTheAskerMaySee() {
        each((who, seen) -> {
            Reply reply = who.get("/api/v1/search?category=sentiment-analysis").expect(200);
            assertThat(reply.at("/total")).isEqualTo("" + seen.size());
            assertSees(reply.text(), seen);
            assertThat(counts(reply, "model")).isEqualTo("" + seen.size());
            assertSees(who.get("/api/v1/search?q=embroiders").expect(200).text(), seen);
            assertSees(
                    who.get("/api/v1/search?q=guild+hidden+chat&sort=name")
                            .expect(200)
                            .text(),
                    seen);
            assertSees(
                    who.post("/api/v1/search", "{\"sort\": \"name\"}")
                            .expect(200)
                            .text(),
                    seen);
            assertThat(who.get("/api/v1/categories").expect(200).text())
                    .contains("{\"name\":\"sentiment-analysis\",\"services\":" + seen.size() + "}");
            assertSees(who.get("/api/v1/tags").expect(200).text(), seen);
        });
    }

    @Test
    void whatIsTypedGoesOnOnlyToWhatTheAskerMaySee() {
        each((who, seen) -> {
            assertSees(who.get("/api/v1/search/suggestions?q=guild").expect(200).text(), seen);
            assertSees(who.get("/api/v1/search/suggestions?q=about").expect(200).text(), seen);
        });
    }

    @Test
    void likeServicesAndComparisonsKnowOnlyWhatTheAskerMaySee() {
        each((who, seen) -> {
            String similar = who.get("/api/v1/services/" + id(OPEN) + "/similar")
                    .expect(200)
                    .text();
            seen.stream()
                    .filter(name -> !name.equals(OPEN))
                    .forEach(name -> assertThat(similar).contains(name));
            unseen(seen).forEach(name -> assertThat(similar).doesNotContain(name));
            for (String name : List.of(HIDDEN, SHARED)) {
                int expected = seen.contains(name) ? 200 : 404;
                who.get("/api/v1/services/" + id(name) + "/similar").expect(expected);
                who.get("/api/v1/compare?ids=" + id(OPEN) + "&ids=" + id(name)).expect(expected);
            }
        });
    }

    @Test
    void aServiceThatIsNotForTheAskerIsNotThere() {
        each((who, seen) -> {
            assertSees(who.get("/api/v1/services?provider=guild").expect(200).text(), seen);
            for (String name : List.of(HIDDEN, SHARED)) {
                int expected = seen.contains(name) ? 200 : 404;
                String path = "/api/v1/services/" + id(name);
                who.get(path).expect(expected);
                who.get("/api/v1/services/by-name/" + name).expect(expected);
                who.get(path + "/versions").expect(expected);
                who.get(path + "/versions/1.0.0").expect(expected);
                who.get(path + "/sla").expect(expected);
            }
        });
    }

    @Test
    void itCannotBeSubscribedToNorNamedByAKey() {
        for (String name : List.of(HIDDEN, "guild/no-such-chat")) {
            assertThat(outsider.post("/api/v1/subscriptions", NO_SERVICE.formatted(name))
                            .expectProblem(404, "not_found")
                            .at("/detail"))
                    .isEqualTo("There is no service '" + name + "'. Search for it by its words.");
            outsider.post("/api/v1/keys", "{\"name\": \"k\", \"services\": [\"%s\"]}".formatted(name))
                    .expectProblem(404, "not_found");
            outsider.get("/api/v1/usage?service=" + name).expectProblem(404, "not_found");
        }
        marketplace
                .root()
                .post(
                        "/api/v1/subscriptions",
                        "{\"service\": \"%s\", \"plan\": \"basic\", \"organisationId\": \"%s\"}"
                                .formatted(
                                        HIDDEN, outsider.get("/api/v1/auth/me").at("/organisation/id")))
                .expect(404);
        member.post("/api/v1/subscriptions", NO_SERVICE.formatted(HIDDEN)).expect(201);
    }

    @Test
    void callsFindItAsLongAsTheCallerMaySeeIt() {
        list("lent-chat", "translation", FOR_FRIENDS);
        String lent = "guild/lent-chat";
        friend.post("/api/v1/subscriptions", NO_SERVICE.formatted(lent)).expect(201);
        Api program = anyone.with(key(friend));
        Api stranger = anyone.with(key(outsider));
        eventually(() -> program.get("/v1/models").text().contains(lent));
        eventually(() -> stranger.get("/v1/models").status() == 200);
        assertThat(ask(program, lent).text()).contains("service_not_callable");
        assertThat(ask(stranger, lent).expect(404).at("/error/message"))
                .isEqualTo(ask(stranger, "guild/none-chat").at("/error/message").replace("none-chat", "lent-chat"));
        String id = id(lent);
        assertThat(stranger.post("/api/v1/services/" + id + "/invoke", "{}").status())
                .isEqualTo(404);
        Api narrow = anyone.with(outsider.post("/api/v1/keys", "{\"name\": \"n\", \"routes\": [\"embeddings\"]}")
                .expect(201)
                .at("/key"));
        eventually(() -> narrow.post("/api/v1/services/none/invoke", "{}").status() == 404);
        assertThat(narrow.post("/api/v1/services/" + id + "/invoke", "{}")
                        .expect(404)
                        .at("/detail"))
                .isEqualTo(narrow.post("/api/v1/services/none/invoke", "{}")
                        .at("/detail")
                        .replace("none", id));

        list("lent-chat", "translation", PRIVATE);

        eventually(() -> !program.get("/v1/models").text().contains(lent));
        assertThat(ask(program, lent).expect(404).text()).contains("model_not_found");
        eventually(() ->
                friend.get("/api/v1/search?q=lent+chat&provider=guild").text().indexOf(lent) < 0);
    }

    @Test
    void whatIsForEverybodyNeverTellsOfIt() {
        for (Api who : List.of(anyone, member)) {
            for (String path : List.of("/feeds/new.xml", "/feeds/deprecated.xml", "/llms.txt")) {
                assertThat(who.get(path).expect(200).text()).doesNotContain(HIDDEN, SHARED);
            }
            assertThat(who.get("/services/" + HIDDEN).expect(200).text()).doesNotContain("ld+json");
            assertThat(tool(who, "search_services", "{\"query\": \"guild hidden chat\"}"))
                    .contains(OPEN)
                    .doesNotContain(HIDDEN, SHARED);
            assertThat(tool(who, "describe_service", "{\"name\": \"%s\"}".formatted(HIDDEN)))
                    .contains("There is no service");
            assertThat(tool(who, "compare_services", "{\"names\": [\"%s\", \"%s\"]}".formatted(OPEN, HIDDEN)))
                    .contains("There is no service");
        }
    }

    @Test
    void nothingThatOneWasShownAnswersAnother() {
        Reply shown =
                member.get("/api/v1/search?provider=guild&sort=name&limit=1").expect(200);
        assertThat(shown.header("cache-control").orElseThrow()).contains("private");
        assertThat(shown.header("vary")).hasValue("authorization");
        assertThat(anyone.send(
                                "GET",
                                "/api/v1/search?provider=guild&sort=name&limit=1",
                                request -> request.header(
                                        "if-none-match", shown.header("etag").orElseThrow()))
                        .expect(200)
                        .text())
                .doesNotContain(HIDDEN, SHARED);
        assertThat(anyone.get("/api/v1/search?provider=guild&sort=name&limit=1&cursor=" + shown.at("/next"))
                        .text())
                .doesNotContain(HIDDEN, SHARED);
    }

    @Test
    void whoIsNamedMustBeThere() {
        String manifest = """
            manifestVersion: 1
            provider: strangers
            name: odd
            version: 1.0.0
            title: Odd
            description: A service for somebody.
            category: text-generation
            visibility: organisation
            visibleTo: [nobody-of-that-name]
            capabilities: [{name: chat}]
            pricing: {model: per-token, rates: {input: 1, output: 2}}
            """;
        assertThat(outsider.publish(manifest)
                        .expectProblem(422, "validation_failed")
                        .violation("/visibleTo")
                        .toString())
                .contains("nobody-of-that-name");
        outsider.publish(manifest.replace("visibility: organisation", "visibility: private"))
                .expectProblem(422, "validation_failed");
    }

    private interface Look {
        void by(Api who, List<String> seen);
    }

    private void each(Look look) {
        Map<Api, List<String>> lookers = Map.of(
                anyone,
                List.of(OPEN),
                outsider,
                List.of(OPEN),
                friend,
                List.of(SHARED, OPEN),
                member,
                List.of(HIDDEN, SHARED, OPEN),
                marketplace.root(),
                List.of(HIDDEN, SHARED, OPEN));
        lookers.forEach(look::by);
    }

    /** By the part of the names that nothing else in an answer has. */
    private static void assertSees(String text, List<String> seen) {
        for (String room : ROOMS) {
            if (seen.contains("guild/" + room)) {
                assertThat(text).contains(room);
            } else {
                assertThat(text).doesNotContain(room);
            }
        }
    }

    private static List<String> unseen(List<String> seen) {
        return List.of(HIDDEN, SHARED).stream()
                .filter(name -> !seen.contains(name))
                .toList();
    }

    private static String counts(Reply reply, String facet) {
        for (var each : reply.json().at("/facets")) {
            if (each.at("/name").asText().equals(facet)) {
                return each.at("/counts/0/count").asText();
            }
        }
        return "";
    }

    private static int total(Api who, String query) {
        return Integer.parseInt(who.get("/api/v1/search" + query).at("/total"));
    }

    private String id(String name) {
        return marketplace
                .root()
                .get("/api/v1/services/by-name/" + name)
                .expect(200)
                .at("/id");
    }

    private static String key(Api who) {
        return who.post("/api/v1/keys", "{\"name\": \"program\"}").expect(201).at("/key");
    }

    private static Reply ask(Api program, String model) {
        return program.post(
                "/v1/chat/completions",
                "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello?\"}]}".formatted(model));
    }

    private static String tool(Api who, String name, String arguments) {
        return who.post(
                        "/mcp",
                        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\": \"%s\", \"arguments\": %s}}"
                                .formatted(name, arguments))
                .expect(200)
                .text();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(1)).until(condition);
    }
}
