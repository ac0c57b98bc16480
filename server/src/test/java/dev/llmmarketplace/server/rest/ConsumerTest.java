package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Plans, subscriptions, keys, budgets and usage of an organisation, and of no other. */
@ExtendWith(SharedMarketplace.class)
final class ConsumerTest {
    private static final String SUBSCRIPTIONS = "/api/v1/subscriptions";

    private final TestMarketplace marketplace;
    private String service = "";
    private String organisation = "";
    private Api consumer;

    ConsumerTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.consumer = marketplace.nobody();
    }

    @BeforeEach
    void aServiceAndAConsumer() {
        String provider = marketplace.unique("sells");
        service = provider + "/chat";
        marketplace
                .user(marketplace.organisation(provider), "provider")
                .publish("""
                        manifestVersion: 1
                        provider: %s
                        name: chat
                        version: 1.0.0
                        title: A service
                        description: A service that is subscribed to.
                        category: text-generation
                        capabilities: [{name: chat}]
                        pricing: {model: per-token, rates: {input: 1, output: 2}}
                        endpoint: {url: "https://api.example.com/v1", authentication: {type: bearer, credential: secret-of-the-provider}}
                        """.formatted(provider))
                .expect(201);
        organisation = marketplace.organisation(marketplace.unique("buys"));
        consumer = marketplace.user(organisation, "consumer");
    }

    @Test
    void oneSubscriptionPerServiceIsInForce() {
        Reply first = subscribe("basic").expect(201);
        subscribe("premium").expectProblem(409, "conflict");

        consumer.delete(SUBSCRIPTIONS + "/" + first.at("/id")).expect(200);
        consumer.delete(SUBSCRIPTIONS + "/" + first.at("/id")).expect(200);
        subscribe("premium").expect(201);

        Reply list = consumer.get(SUBSCRIPTIONS).expect(200);
        assertThat(list.json().path("items")).hasSize(1);
        assertThat(list.at("/items/0/service")).isEqualTo(service);
        assertThat(list.at("/items/0/plan/name")).isEqualTo("premium");
    }

    @Test
    void unknownServicesAndPlansAreNamed() {
        consumer.post(SUBSCRIPTIONS, "{\"service\": \"nobody/nothing\", \"plan\": \"basic\"}")
                .expectProblem(404, "not_found");
        assertThat(subscribe("gold")
                        .expectProblem(422, "validation_failed")
                        .violation("/plan")
                        .path("rule")
                        .asText())
                .contains("basic", "premium", "enterprise");
    }

    @Test
    void aKeyIsShownOnceAndItsPrefixAfterThat() {
        Reply created = createKey("{\"name\": \"laptop\", \"services\": [\"%s\"], \"routes\": [\"embeddings\"]}"
                        .formatted(service))
                .expect(201);
        String key = created.at("/key");

        Reply list = consumer.get("/api/v1/keys").expect(200);

        assertThat(key).startsWith("llm_mk_").hasSizeGreaterThan(40).startsWith(created.at("/prefix"));
        assertThat(list.text()).doesNotContain(key).contains(created.at("/prefix"));
        assertThat(list.at("/items/0/services/0")).isEqualTo(service);
        assertThat(list.at("/items/0/routes/0")).isEqualTo("embeddings");
    }

    @Test
    void aRevokedKeyStaysRevoked() {
        String id = createKey("{\"name\": \"lost\"}").expect(201).at("/id");

        String first = consumer.delete("/api/v1/keys/" + id).expect(200).at("/revokedAt");
        String second = consumer.delete("/api/v1/keys/" + id).expect(200).at("/revokedAt");

        assertThat(second).isEqualTo(first).isNotEmpty();
    }

    @Test
    void aRotatedKeyShowsItsNewSecretOnceAndUntilWhenTheOldOneOpens() {
        Reply created = createKey("{\"name\": \"ci\"}").expect(201);
        String path = "/api/v1/keys/" + created.at("/id");

        Reply rotated = consumer.post(path + "/rotate", "{}").expect(200);

        assertThat(rotated.at("/key")).startsWith("llm_mk_").isNotEqualTo(created.at("/key"));
        assertThat(rotated.at("/id")).isEqualTo(created.at("/id"));
        assertThat(rotated.at("/oldKeyValidUntil")).isNotEmpty();
        assertThat(consumer.get("/api/v1/keys").expect(200).text()).doesNotContain(rotated.at("/key"));
        assertThat(consumer.post(path + "/rotate", "{\"oldKeyValidUntil\": \"2999-01-01T00:00:00Z\"}")
                        .expectProblem(422, "validation_failed")
                        .violation("/oldKeyValidUntil")
                        .path("rule")
                        .asText())
                .contains("7 days");
        consumer.delete(path).expect(200);
        consumer.post(path + "/rotate", "{}").expectProblem(409, "conflict");
    }

    @Test
    void aKeysScopesAndLimitsAreShownAndLimitsAreChanged() {
        Reply created = createKey("""
                        {"name": "narrow", "models": ["%s", "acme/*"], "allowedAddresses": ["10.1.2.3/8"],
                         "limits": {"requestsPerMinute": 60, "perMonth": {"amount": "5.00", "currency": "USD"}}}
                        """.formatted(service)).expect(201);
        assertThat(created.at("/models/0")).isEqualTo("acme/*");
        assertThat(created.at("/allowedAddresses/0")).isEqualTo("10.0.0.0/8");
        assertThat(created.at("/limits/perMonth/amount")).isEqualTo("5");
        assertThat(consumer.get("/api/v1/allowances").expect(200).at("/items/0/name"))
                .isEqualTo("narrow");

        Reply changed = consumer.put("/api/v1/keys/" + created.at("/id") + "/limits", "{\"tokensPerMinute\": 1000}")
                .expect(200);

        assertThat(changed.at("/limits/tokensPerMinute")).isEqualTo("1000");
        assertThat(changed.json().at("/limits").has("perMonth")).isFalse();
        createKey("{\"name\": \"bad\", \"allowedAddresses\": [\"here\"]}")
                .expectProblem(422, "validation_failed")
                .violation("/allowedAddresses");
        createKey("{\"name\": \"bad\", \"models\": [\"*\"]}").expectProblem(422, "validation_failed");
    }

    @Test
    void keysOfAProjectShareItsLimits() {
        String limits = "{\"concurrency\": 5, \"perMonth\": {\"amount\": \"50.00\", \"currency\": \"USD\"}}";
        Reply project = consumer.post("/api/v1/projects", "{\"name\": \"search\", \"limits\": %s}".formatted(limits))
                .expect(201);
        consumer.post("/api/v1/projects", "{\"name\": \"search\"}").expectProblem(409, "conflict");
        String key = "{\"name\": \"crawler\", \"projectId\": \"%s\"}".formatted(project.at("/id"));

        assertThat(createKey(key).expect(201).at("/projectId")).isEqualTo(project.at("/id"));
        assertThat(consumer.get("/api/v1/allowances").expect(200).at("/items/0/name"))
                .isEqualTo("search");
        Reply changed = consumer.put("/api/v1/projects/" + project.at("/id") + "/limits", "{\"tokensPerMinute\": 1000}")
                .expect(200);
        assertThat(changed.at("/limits/tokensPerMinute")).isEqualTo("1000");
        assertThat(consumer.get("/api/v1/projects")
                        .expect(200)
                        .json()
                        .at("/items/0/limits")
                        .has("perMonth"))
                .isFalse();

        Api other = marketplace.user(marketplace.organisation(marketplace.unique("other")), "consumer");
        other.post("/api/v1/keys", key).expectProblem(404, "not_found");
        other.put("/api/v1/projects/" + project.at("/id") + "/limits", "{}").expectProblem(404, "not_found");
        other.get("/api/v1/projects?organisation=" + organisation).expectProblem(403, "forbidden");
    }

    @Test
    void anArchivedProjectsKeysAreRevokedAndItsNameIsFree() {
        Reply project =
                consumer.post("/api/v1/projects", "{\"name\": \"pilot\"}").expect(201);
        String path = "/api/v1/projects/" + project.at("/id");
        String inside = "{\"name\": \"crawler\", \"projectId\": \"%s\"}".formatted(project.at("/id"));
        Reply key = createKey(inside).expect(201);
        Api program = marketplace.nobody().with(key.at("/key"));
        await().until(() -> program.get("/v1/models").status() == 200);
        Api other = marketplace.user(marketplace.organisation(marketplace.unique("other")), "consumer");
        other.delete(path).expectProblem(404, "not_found");

        Reply archived = consumer.delete(path).expect(200);

        assertThat(archived.at("/archivedAt")).isNotEmpty();
        await().until(() -> program.get("/v1/models").status() == 401);
        assertThat(consumer.get("/api/v1/projects").expect(200).text()).doesNotContain(project.at("/id"));
        createKey(inside).expectProblem(404, "not_found");
        consumer.put(path + "/limits", "{}").expectProblem(404, "not_found");
        assertThat(consumer.delete(path).expect(200).at("/archivedAt")).isEqualTo(archived.at("/archivedAt"));
        consumer.post("/api/v1/projects", "{\"name\": \"pilot\"}").expect(201);
    }

    @Test
    void thePlansOfANewInstallationAreThere() {
        Reply plans = consumer.get("/api/v1/plans").expect(200);
        assertThat(plans.text())
                .contains("\"name\":\"basic\",\"requestsPerSecond\":10,\"burst\":20,\"tokensPerMonth\":100000")
                .contains("\"name\":\"premium\",\"requestsPerSecond\":100,\"burst\":200,\"tokensPerMonth\":10000000")
                .contains(
                        "\"name\":\"enterprise\",\"requestsPerSecond\":1000,\"burst\":2000,\"tokensPerMonth\":1000000000")
                .contains("\"tokensPerMinute\":60000");
    }

    @Test
    void whatBelongsToAnotherOrganisationIsNotThere() {
        String subscription = subscribe("basic").expect(201).at("/id");
        String key = createKey("{\"name\": \"mine\"}").expect(201).at("/id");
        Api other = marketplace.user(marketplace.organisation(marketplace.unique("other")), "consumer");

        other.delete(SUBSCRIPTIONS + "/" + subscription).expectProblem(404, "not_found");
        other.delete("/api/v1/keys/" + key).expectProblem(404, "not_found");
        other.post("/api/v1/keys/" + key + "/rotate", "{}").expectProblem(404, "not_found");
        other.put("/api/v1/keys/" + key + "/limits", "{}").expectProblem(404, "not_found");
        other.get("/api/v1/keys?organisation=" + organisation).expectProblem(403, "forbidden");
        other.get("/api/v1/usage?organisation=" + organisation).expectProblem(403, "forbidden");
        other.get("/api/v1/organisations/" + organisation).expectProblem(403, "forbidden");
        other.put("/api/v1/budget?organisation=" + organisation, budget("1")).expectProblem(403, "forbidden");

        marketplace.root().get("/api/v1/keys?organisation=" + organisation).expect(200);
    }

    @Test
    void aBudgetIsSetShownAndRemoved() {
        consumer.get("/api/v1/budget").expectProblem(404, "not_found");
        consumer.put("/api/v1/budget", budget("12.50")).expect(200);

        assertThat(consumer.get("/api/v1/budget").at("/perMonth/amount")).isEqualTo("12.5");
        Reply allowances = consumer.get("/api/v1/allowances").expect(200);
        assertThat(allowances.at("/items/0/unit")).isEqualTo("money");
        assertThat(allowances.at("/items/0/limit")).isEqualTo("12.5");
        assertThat(allowances.at("/items/0/available")).isEqualTo("12.5");
        consumer.delete("/api/v1/budget").expect(204);
        consumer.get("/api/v1/budget").expectProblem(404, "not_found");
    }

    @Test
    void moneyThatIsNoneIsRefused() {
        for (String amount : new String[] {"-1", "1e3", "1.0000000001", "lots", ""}) {
            consumer.put("/api/v1/budget", budget(amount))
                    .expectProblem(422, "validation_failed")
                    .violation("/perMonth/amount");
        }
        consumer.get("/api/v1/budget").expectProblem(404, "not_found");
    }

    @Test
    void whoHasNotCalledHasNoUsage() {
        assertThat(consumer.get("/api/v1/usage?service=" + service)
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(consumer.get("/api/v1/usage/summary?as=consumer")
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
        consumer.get("/api/v1/usage?from=yesterday")
                .expectProblem(422, "validation_failed")
                .violation("from");
        consumer.get("/api/v1/usage?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z")
                .expect(200);
    }

    private Reply subscribe(String plan) {
        return consumer.post(SUBSCRIPTIONS, "{\"service\": \"%s\", \"plan\": \"%s\"}".formatted(service, plan));
    }

    private Reply createKey(String body) {
        return consumer.post("/api/v1/keys", body);
    }

    private static String budget(String amount) {
        return "{\"perMonth\": {\"amount\": \"%s\", \"currency\": \"USD\"}}".formatted(amount);
    }
}
