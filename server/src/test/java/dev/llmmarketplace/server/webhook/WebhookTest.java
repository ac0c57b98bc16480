package dev.llmmarketplace.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.TestMarketplace;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events reach receivers, signed, until they have answered; and nobody who may not hear of them. */
final class WebhookTest {
    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final EventSchemas SCHEMAS = new EventSchemas();
    private static TestMarketplace marketplace;

    private Receiver receiver;
    private String slug = "";
    private Api provider;

    @BeforeAll
    static void open() {
        marketplace = new TestMarketplace(builder -> builder.set("outgoing.allow", "127.0.0.0/8"));
    }

    @AfterAll
    static void close() {
        marketplace.close();
    }

    @BeforeEach
    void begin() {
        receiver = new Receiver();
        slug = marketplace.unique("sends");
        provider = marketplace.user(marketplace.organisation(slug), "provider");
    }

    @AfterEach
    void end() {
        receiver.close();
    }

    @Test
    void whatHearsEverythingIsNotForEverybodyInItsOrganisation() {
        Api root = marketplace.root();
        String webhook = register(root, "everything", "service.activated").at("/id");
        Api colleague = marketplace.user(root.get("/api/v1/auth/me").at("/organisation/id"), "provider");

        assertThat(colleague.get(WEBHOOKS).expect(200).text()).doesNotContain(webhook);
        colleague.get(WEBHOOKS + "/" + webhook + "/deliveries").expectProblem(403, "forbidden");
        colleague.post(WEBHOOKS + "/" + webhook + "/secret", "").expectProblem(403, "forbidden");
        colleague.delete(WEBHOOKS + "/" + webhook).expectProblem(403, "forbidden");
        root.delete(WEBHOOKS + "/" + webhook).expect(204);
    }

    @Test
    void anEventComesSignedUntilItIsAnsweredAndOnceMoreWhenItIsReplayed() {
        receiver.answerNext(500);
        Reply webhook = register(provider, "own", "service.activated");

        publish(provider, slug, "chat", "");

        List<Receiver.Message> messages = awaitMessages("service.activated", 2);
        Receiver.Message message = messages.getLast();
        assertThat(message.path()).isEqualTo("/events?of=market");
        assertThat(message.header("content-type")).startsWith("application/cloudevents+json");
        assertThat(message.json().at("/data/service").asText()).isEqualTo(slug + "/chat");
        assertThat(message.json().at("/id").asText()).isEqualTo(message.header("webhook-id"));
        assertThat(messages.getFirst().header("webhook-id")).isEqualTo(message.header("webhook-id"));
        messages.forEach(each -> assertSigned(each, webhook.at("/secret")));
        SCHEMAS.assertValid(message.json());

        String deliveries = WEBHOOKS + "/" + webhook.at("/id") + "/deliveries";
        await("it is delivered")
                .atMost(LONG)
                .until(() -> provider.get(deliveries).at("/items/0/state").equals("delivered"));
        String delivery = deliveries + "/" + provider.get(deliveries).at("/items/0/id");
        JsonNode attempts = provider.get(delivery).expect(200).json().path("attempts");
        assertThat(attempts.findValuesAsText("status")).containsExactly("500", "200");
        assertThat(attempts.findValuesAsText("response")).containsExactly("Noted.", "Noted.");

        provider.post(delivery + "/replay", "").expect(202);

        assertThat(awaitMessages("service.activated", 3).getLast().header("webhook-id"))
                .isEqualTo(message.header("webhook-id"));
    }

    @Test
    void twoSignaturesAreSentWhileASecretIsReplaced() {
        Reply webhook = register(provider, "own", "service.*");
        String path = WEBHOOKS + "/" + webhook.at("/id");
        Reply rotated = provider.post(path + "/secret", "{\"overlapHours\": 1}").expect(200);
        assertThat(rotated.at("/secret")).startsWith("whsec_").isNotEqualTo(webhook.at("/secret"));
        assertThat(provider.get(path).text()).doesNotContain("whsec_");

        provider.post(path + "/ping", "").expect(202);
        Receiver.Message ping = awaitMessages("webhook.ping", 1).getFirst();
        assertThat(ping.header("webhook-signature").split(" ")).hasSize(2);
        assertSigned(ping, rotated.at("/secret"));
        assertSigned(ping, webhook.at("/secret"));
        SCHEMAS.assertValid(ping.json());

        provider.post(path + "/secret", "{\"overlapHours\": 0}").expect(200);
        provider.post(path + "/ping", "").expect(202);
        assertThat(awaitMessages("webhook.ping", 2).getLast().header("webhook-signature"))
                .doesNotContain(" ");
    }

    @Test
    void nobodyHearsOfWhatHeMayNotSee() {
        Api other = marketplace.user(marketplace.organisation(marketplace.unique("other")), "consumer");
        register(other, "visible", "*");
        publish(provider, slug, "hidden", "visibility: private");
        publish(provider, slug, "open", "");

        awaitMessages("service.activated", 1);

        assertThat(receiver.messages().stream()
                        .map(message -> message.json().at("/data/service").asText()))
                .containsOnly(slug + "/open");
        assertThat(receiver.messages("service.activated")).hasSize(1);
        assertThat(receiver.messages())
                .allSatisfy(message -> assertThat(message.type()).startsWith("dev.llmmarketplace.service."));
    }

    @Test
    void whatAReceiverDoesNotTakeIsDeadAndSentAgainOnDemand() {
        receiver.answerNext(410);
        Reply webhook = register(provider, "own", "service.*");
        String path = WEBHOOKS + "/" + webhook.at("/id");
        publish(provider, slug, "chat", "");

        await("it is disabled")
                .atMost(LONG)
                .until(() -> provider.get(path).at("/enabled").equals("false"));
        assertThat(provider.get(path).at("/disabledBecause")).contains("410");
        await("its people are told")
                .atMost(LONG)
                .untilAsserted(
                        () -> assertThat(provider.get("/api/v1/notifications").text())
                                .contains("webhook-disabled", receiver.url()));
        assertThat(provider.get(path + "/deliveries?state=dead").json().path("items"))
                .hasSize(1);
        provider.post(path + "/ping", "").expectProblem(409, "conflict");

        provider.patch(path, "{\"enabled\": true}").expect(200);
        assertThat(provider.post(path + "/replay", "").expect(202).at("/replayed"))
                .isEqualTo("1");

        awaitMessages("service.activated", 2);
        await("nothing is dead")
                .atMost(LONG)
                .untilAsserted(() -> assertThat(provider.get(path + "/deliveries?state=dead")
                                .json()
                                .path("items"))
                        .isEmpty());
    }

    @Test
    void webhooksAreTheirOrganisationsAlone() {
        Api stranger = marketplace.user(marketplace.organisation(marketplace.unique("stranger")), "provider");
        String path = WEBHOOKS + "/" + register(provider, "own", "*").at("/id");

        assertThat(stranger.get(WEBHOOKS).expect(200).json().path("items")).isEmpty();
        stranger.get(path).expectProblem(404, "not_found");
        stranger.delete(path).expectProblem(404, "not_found");
        stranger.get(path + "/deliveries").expectProblem(404, "not_found");
        marketplace.nobody().get(WEBHOOKS).expectProblem(401, "unauthenticated");
        provider.post(WEBHOOKS, body("everything", "*")).expectProblem(403, "forbidden");

        provider.delete(path).expect(204);
        provider.get(path).expectProblem(404, "not_found");
    }

    @Test
    void whatCannotBeAWebhookIsRefused() {
        refused("{\"url\": \"http://example.com/\", \"events\": [\"*\"]}", "/url");
        refused("{\"url\": \"ftp://example.com/\", \"events\": [\"*\"]}", "/url");
        refused("{\"url\": \"https://user@example.com/\", \"events\": [\"*\"]}", "/url");
        refused("{\"url\": \"https://example.com/\", \"events\": [\"service.sung\"]}", "/events");
        refused("{\"url\": \"https://example.com/\", \"events\": []}", "/events");
    }

    private void refused(String body, String field) {
        provider.post(WEBHOOKS, body).expectProblem(422, "validation_failed").violation(field);
    }

    @Test
    void theContractHasEveryTypeOfEvent() {
        assertThat(SCHEMAS.names())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .toList());
    }

    private Reply register(Api who, String scope, String... events) {
        return who.post(WEBHOOKS, body(scope, events)).expect(201);
    }

    private String body(String scope, String... events) {
        return "{\"url\": \"%s\", \"scope\": \"%s\", \"events\": [\"%s\"]}"
                .formatted(receiver.url(), scope, String.join("\", \"", events));
    }

    private static void publish(Api who, String provider, String name, String more) {
        who.publish("""
                        manifestVersion: 1
                        provider: %s
                        name: %s
                        version: 1.0.0
                        title: A service
                        description: A service that is told of.
                        category: text-generation
                        capabilities: [{name: chat}]
                        pricing: {model: free}
                        %s
                        """.formatted(provider, name, more)).expect(201);
    }

    private List<Receiver.Message> awaitMessages(String type, int count) {
        await(count + " of " + type)
                .atMost(LONG)
                .until(() -> receiver.messages(type).size() >= count);
        return receiver.messages(type);
    }

    /** As receivers do it, without the code that has signed. */
    private static void assertSigned(Receiver.Message message, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
            String signed =
                    message.header("webhook-id") + "." + message.header("webhook-timestamp") + "." + message.body();
            String expected = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            assertThat(message.header("webhook-signature").split(" ")).contains("v1," + expected);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
