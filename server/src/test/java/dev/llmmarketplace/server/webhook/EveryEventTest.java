package dev.llmmarketplace.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.TestMarketplace;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who hears everything hears of whatever happens, and all of it is as the contract says. */
final class EveryEventTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Those that need more than this: partners that fail, levels of approvers, receivers that are gone. */
    private static final Set<EventType> ELSEWHERE = EnumSet.of(
            EventType.SUBMISSION_DEAD,
            EventType.SUBMISSION_FAILED,
            EventType.VERSION_WITHDRAWN,
            EventType.VERSION_MOVED,
            EventType.APPROVAL_ANSWERED,
            EventType.POLICY_STORED,
            EventType.WEBHOOK_DISABLED,
            EventType.WEBHOOK_PING);

    @Test
    void whateverHappensIsToldAsTheContractSays() {
        EventSchemas schemas = new EventSchemas();
        try (Receiver receiver = new Receiver();
                TestMarketplace marketplace = new TestMarketplace(builder ->
                        builder.set("outgoing.allow", receiver.authority()).set("publishing.notice", "0s"))) {
            marketplace
                    .root()
                    .post("/api/v1/webhooks", """
                            {"url": "%s", "events": ["*"], "scope": "everything"}
                            """.formatted(receiver.url()))
                    .expect(201);

            lifeOfAService(marketplace);
            lifeOfAConsumer(marketplace);

            await("everything is told")
                    .atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(told(receiver)).containsAll(EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE))));
            receiver.messages().forEach(message -> schemas.assertValid(message.json()));
        }
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
                        compliance: {level: confidential, certifications: [SOC2], dataResidency: [CH]}
                        """).expect(201).at("/id");
        String version = "/api/v1/services/" + id + "/versions/1.0.0";
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
