package dev.llmmarketplace.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.TestMarketplace;
import dev.llmmarketplace.server.registry.StandInRegistry;
import dev.llmmarketplace.server.registry.StandInRegistry.Mood;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who hears everything hears of whatever happens, and all of it is as the contract says. */
final class EveryEventTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String WEBHOOKS = "/api/v1/webhooks";

    @Test
    void whateverHappensIsToldAsTheContractSays() {
        EventSchemas schemas = new EventSchemas();
        try (Receiver receiver = new Receiver();
                Receiver leaving = new Receiver();
                StandInRegistry registry = new StandInRegistry();
                TestMarketplace marketplace = new TestMarketplace(
                        builder -> builder.set("outgoing.allow", receiver.authority() + "," + leaving.authority())
                                .set("publishing.notice", "0s")
                                .set("publishing.approval.levels-restricted", "approver,super_admin")
                                .set("registry.url", registry.address().toString()))) {
            Api root = marketplace.root();
            String webhook =
                    root.post(WEBHOOKS, everything(receiver)).expect(201).at("/id");
            root.post(WEBHOOKS + "/" + webhook + "/ping", "").expect(202);
            leaving.answerNext(410);
            root.post(WEBHOOKS, everything(leaving)).expect(201);

            lifeOfAService(marketplace);
            lifeOfAConsumer(marketplace);
            whatIsNotPublished(marketplace, registry);

            await("everything is told")
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(told(receiver)).containsAll(EnumSet.allOf(EventType.class)));
            receiver.messages().forEach(message -> schemas.assertValid(message.json()));
        }
    }

    private static String everything(Receiver receiver) {
        return "{\"url\": \"%s\", \"events\": [\"*\"], \"scope\": \"everything\"}".formatted(receiver.url());
    }

    private static Set<EventType> told(Receiver receiver) {
        return receiver.messages().stream()
                .map(message -> message.type().substring(EventType.NAMESPACE.length()))
                .map(name -> WireName.parse(EventType.class, name, "type"))
                .collect(Collectors.toSet());
    }

    private static void lifeOfAService(TestMarketplace marketplace) {
        Api root = marketplace.root();
        Api provider = marketplace.user(marketplace.organisation("tells"), "provider");
        String id = provider.publish("""
                        manifestVersion: 1
                        provider: tells
                        name: chat
                        version: 1.0.0
                        title: A service
                        description: A service that all is told of.
                        category: text-generation
                        capabilities: [{name: chat}]
                        pricing: {model: free}
                        compliance: {level: restricted, certifications: [SOC2], dataResidency: [CH]}
                        """).expect(201).at("/id");
        String version = "/api/v1/services/" + id + "/versions/1.0.0";
        marketplace
                .user(marketplace.organisation("decides"), "approver")
                .post(version + "/approve", "{}")
                .expect(200);
        root.post(version + "/approve", "{}").expect(200);
        provider.send(
                        "PATCH",
                        "/api/v1/services/" + id + "/listing",
                        request -> request.header("content-type", "application/json")
                                .header("if-match", "\"1.0.0-0\"")
                                .method("PATCH", BodyPublishers.ofString("{\"title\": \"Better words\"}")))
                .expect(200);
        root.post(version + "/suspend", "{\"reason\": \"To see.\"}").expect(200);
        root.post(version + "/reinstate", "{}").expect(200);
        provider.post(version + "/deprecate", "{\"reason\": \"Enough.\"}").expect(200);
        await("it is retired")
                .atMost(LONG)
                .until(() -> provider.get(version).at("/status").equals("retired"));
        String waiver = root.post(
                        "/api/v1/policy-waivers", """
                        {"policy": "countries-blocked", "service": "tells/chat", "reason": "To see.",
                         "expiresAt": "%s"}
                        """.formatted(Instant.now().plus(Duration.ofDays(30))))
                .expect(201)
                .at("/id");
        root.delete("/api/v1/policy-waivers/" + waiver).expect(204);
        root.delete("/api/v1/policies/countries-blocked").expect(204);
        root.send("PUT", "/api/v1/policies", "application/yaml", """
                        policies:
                          - id: told
                            type: security
                            severity: low
                            title: A policy that all is told of
                            remediation: Nothing.
                            require: service.title != ''
                            field: /title
                        """.getBytes(StandardCharsets.UTF_8))
                .expect(200);
    }

    /** One is rejected, one taken back, and with one a partner fails until it is given up. */
    private static void whatIsNotPublished(TestMarketplace marketplace, StandInRegistry registry) {
        Api author = marketplace.user(marketplace.organisation("fails"), "provider");
        Api approver = marketplace.user(marketplace.organisation("refuses"), "approver");
        String rejected = author.publish(confidential("rejected")).expect(201).at("/id");
        approver.post("/api/v1/services/" + rejected + "/versions/1.0.0/reject", "{\"reason\": \"To see.\"}")
                .expect(200);
        author.publish(confidential("taken-back")).expect(201);
        String approval = approver.get("/api/v1/approvals?state=pending").at("/items/0/id");
        author.post("/api/v1/approvals/" + approval + "/cancel", "").expect(200);

        registry.is(Mood.UNAVAILABLE);
        String given = author.send(
                        "POST",
                        "/api/v1/services",
                        request -> request.header("content-type", "application/yaml")
                                .header("prefer", "respond-async")
                                .POST(BodyPublishers.ofString(confidential("given-up"))))
                .expect(202)
                .header("location")
                .orElseThrow();
        await("it is undone, for which the registry is needed as well")
                .atMost(LONG)
                .until(() -> author.get(given).at("/state").equals("undoing"));
        registry.is(Mood.WELL);
    }

    private static String confidential(String name) {
        return """
            manifestVersion: 1
            provider: fails
            name: %s
            version: 1.0.0
            title: A service
            description: A service that all is told of and that nobody finds.
            category: text-generation
            capabilities: [{name: chat}]
            pricing: {model: free}
            compliance: {level: confidential, certifications: [SOC2], dataResidency: [CH]}
            """.formatted(name);
    }

    private static void lifeOfAConsumer(TestMarketplace marketplace) {
        String organisation = marketplace.organisation("hears");
        Api provider = marketplace.user(organisation, "provider");
        provider.publish("""
                        manifestVersion: 1
                        provider: hears
                        name: chat
                        version: 1.0.0
                        title: A service
                        description: A service to subscribe to.
                        category: text-generation
                        capabilities: [{name: chat}]
                        pricing: {model: free}
                        """).expect(201);
        Api consumer = marketplace.user(organisation, "consumer");
        String subscription = consumer.post(
                        "/api/v1/subscriptions", "{\"service\": \"hears/chat\", \"plan\": \"enterprise\"}")
                .expect(201)
                .at("/id");
        consumer.delete("/api/v1/subscriptions/" + subscription);
        String key = "/api/v1/keys/"
                + consumer.post("/api/v1/keys", "{\"name\": \"program\"}")
                        .expect(201)
                        .at("/id");
        consumer.post(key + "/rotate", "{}").expect(200);
        consumer.put(key + "/limits", "{\"requestsPerMinute\": 60}").expect(200);
        consumer.delete(key).expect(200);
        String project = "/api/v1/projects/"
                + consumer.post("/api/v1/projects", "{\"name\": \"search\"}")
                        .expect(201)
                        .at("/id");
        consumer.put(project + "/limits", "{\"requestsPerMinute\": 600}").expect(200);
        consumer.delete(project).expect(200);
        consumer.put("/api/v1/budget", "{\"perMonth\": {\"amount\": \"25.00\", \"currency\": \"USD\"}}");
        consumer.delete("/api/v1/budget");
        marketplace
                .root()
                .patch("/api/v1/organisations/" + organisation, "{\"provider\": false}")
                .expect(200);
    }
}
