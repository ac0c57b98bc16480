package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.TestMarketplace;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services change hands when both providers want it, and nobody who uses them notices. */
final class TransferTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private static TestMarketplace marketplace;

    private String slug;
    private String other;
    private String sellerId;
    private String buyerId;
    private Api seller;
    private Api buyer;

    @BeforeAll
    static void open() {
        marketplace = new TestMarketplace(builder -> builder.set("ranking.refresh", "200ms"));
        marketplace.root().post("/api/v1/plans", """
                    {"name": "plan", "requestsPerSecond": 5, "burst": 5, "tokensPerMonth": 1000, "concurrency": 0}\
                    """).expect(200);
    }

    @AfterAll
    static void close() {
        marketplace.close();
    }

    @BeforeEach
    void twoProviders() {
        slug = marketplace.unique("seller");
        other = marketplace.unique("buyer");
        sellerId = marketplace.organisation(slug);
        buyerId = marketplace.organisation(other);
        seller = marketplace.user(sellerId, "provider");
        buyer = marketplace.user(buyerId, "provider");
    }

    private Reply publish(Api who, String version) {
        return publish(who, version, "visibility: public");
    }

    private Reply publish(Api who, String version, String visibility) {
        return who.publish("""
            manifestVersion: 1
            provider: %s
            name: chat
            version: %s
            title: A service
            description: Something that answers questions.
            category: text-generation
            capabilities: [{name: chat}]
            pricing: {model: per-token, currency: USD, rates: {input: 0.15, output: 0.6}}
            %s
            """.formatted(slug, version, visibility));
    }

    private Reply offer(String service) {
        return seller.post(
                "/api/v1/services/" + service + "/transfers",
                "{\"to\": \"%s\", \"reason\": \"Sold.\"}".formatted(other));
    }

    @Test
    void whatIsAcceptedIsTheOthersUnderTheSameName() {
        String service = publish(seller, "1.0.0").expect(201).at("/id");
        Api consumer = marketplace.user(marketplace.organisation(marketplace.unique("caller")), "consumer");
        consumer.post("/api/v1/subscriptions", "{\"service\": \"%s/chat\", \"plan\": \"plan\"}".formatted(slug))
                .expect(201);
        String transfer = offer(service).expect(201).at("/id");
        publish(buyer, "1.1.0").expectProblem(403, "forbidden");

        Reply accepted =
                buyer.post("/api/v1/transfers/" + transfer + "/accept", "").expect(200);

        assertThat(accepted.at("/state")).isEqualTo("accepted");
        Reply listed = marketplace
                .nobody()
                .get("/api/v1/services/by-name/" + slug + "/chat")
                .expect(200);
        assertThat(listed.at("/provider/slug")).isEqualTo(other);
        assertThat(listed.at("/id")).isEqualTo(service);
        publish(seller, "1.1.0").expectProblem(403, "forbidden");
        publish(buyer, "1.1.0").expect(201);
        buyer.get("/api/v1/services/" + service + "/history").expect(200);
        seller.get("/api/v1/services/" + service + "/history").expectProblem(403, "forbidden");
        assertThat(consumer.get("/api/v1/subscriptions").expect(200).text()).contains(slug + "/chat");
    }

    @Test
    void whoeverProvidesItNowMakesItTheServiceOfAVerifiedProvider() {
        String service = publish(seller, "1.0.0").expect(201).at("/id");
        String found = "/api/v1/search?verified=true&provider=" + slug;
        verify(sellerId);
        await("it is the seller's, who is verified")
                .atMost(LONG)
                .until(() -> total(found).equals("1"));

        buyer.post("/api/v1/transfers/" + offer(service).expect(201).at("/id") + "/accept", "")
                .expect(200);

        await("it is the buyer's, who is not")
                .atMost(LONG)
                .until(() -> total(found).equals("0"));
        verify(buyerId);
        await("now he is").atMost(LONG).until(() -> total(found).equals("1"));
    }

    private static String total(String search) {
        return marketplace.nobody().get(search).at("/total");
    }

    private static void verify(String organisation) {
        marketplace
                .root()
                .put("/api/v1/organisations/" + organisation + "/verification", "{\"verified\": true}")
                .expect(200);
    }

    @Test
    void theNameIsTheSellersSoNothingUnderItIsPrivateToTheBuyer() {
        String service = publish(seller, "1.0.0").expect(201).at("/id");
        buyer.post("/api/v1/transfers/" + offer(service).expect(201).at("/id") + "/accept", "")
                .expect(200);

        publish(buyer, "1.1.0", "visibility: private")
                .expectProblem(422, "validation_failed")
                .violation("/visibility");
    }

    @Test
    void whatBecamePrivateSinceTheOfferStaysTheSellers() {
        String service = publish(seller, "1.0.0").expect(201).at("/id");
        String transfer = offer(service).expect(201).at("/id");
        publish(seller, "1.1.0", "visibility: private").expect(201);

        buyer.post("/api/v1/transfers/" + transfer + "/accept", "").expectProblem(409, "conflict");
    }

    @Test
    void nobodyElseAnswersAnOffer() {
        String transfer = offer(publish(seller, "1.0.0").expect(201).at("/id"))
                .expect(201)
                .at("/id");
        Api stranger = marketplace.user(marketplace.organisation(marketplace.unique("rival")), "provider");

        stranger.post("/api/v1/transfers/" + transfer + "/accept", "").expectProblem(404, "not_found");
        seller.post("/api/v1/transfers/" + transfer + "/accept", "").expectProblem(403, "forbidden");
        marketplace.root().post("/api/v1/transfers/" + transfer + "/accept", "").expectProblem(403, "forbidden");
        buyer.post("/api/v1/transfers/" + transfer + "/withdraw", "").expectProblem(403, "forbidden");
        assertThat(stranger.get("/api/v1/transfers").expect(200).json().path("items"))
                .isEmpty();
        assertThat(buyer.get("/api/v1/transfers").expect(200).at("/items/0/state"))
                .isEqualTo("pending");
    }

    @Test
    void anOfferIsAnsweredOnceAndThereIsOneAtATime() {
        String service = publish(seller, "1.0.0").expect(201).at("/id");
        String first = offer(service).expect(201).at("/id");
        offer(service).expectProblem(409, "conflict");

        buyer.post("/api/v1/transfers/" + first + "/decline", "").expect(200);
        buyer.post("/api/v1/transfers/" + first + "/accept", "").expectProblem(409, "conflict");
        String second = offer(service).expect(201).at("/id");
        assertThat(seller.post("/api/v1/transfers/" + second + "/withdraw", "")
                        .expect(200)
                        .at("/state"))
                .isEqualTo("withdrawn");
        publish(seller, "1.0.1").expect(201);
    }

    @Test
    void onlyAnotherProviderIsOfferedAService() {
        String service = publish(seller, "1.0.0").expect(201).at("/id");

        seller.post("/api/v1/services/" + service + "/transfers", "{\"to\": \"%s\"}".formatted(slug))
                .expectProblem(422, "validation_failed");
        seller.post("/api/v1/services/" + service + "/transfers", "{\"to\": \"nobody\"}")
                .expectProblem(422, "validation_failed");
        buyer.post("/api/v1/services/" + service + "/transfers", "{\"to\": \"%s\"}".formatted(other))
                .expectProblem(403, "forbidden");
    }
}
