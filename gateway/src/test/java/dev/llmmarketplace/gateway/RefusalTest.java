package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.gateway.fake.RawClient;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that are not forwarded: each with its status, its code, and a sentence. */
final class RefusalTest {
    private final TestBed bed = new TestBed(settings -> settings.withLimits(
            settings.limits().withBytes(100_000, 1L << 30).waiting(Duration.ofSeconds(5), Duration.ofSeconds(5))));

    @AfterEach
    void close() {
        assertThat(bed.provider.received()).isEmpty();
        bed.close();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(error(answer).get("code").asText()).isEqualTo(code);
        assertThat(error(answer).get("message").asText()).isNotEmpty();
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
    }

    private static JsonNode error(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body()).path("error");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> withKey(String key) {
        return bed.gateway.send(bed.gateway
                .request(CHAT)
                .setHeader("authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(ASK))
                .build());
    }

    @Test
    void withoutAKey() {
        HttpRequest request = HttpRequest.newBuilder(
                        bed.gateway.request(CHAT).build().uri())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(ASK))
                .build();
        assertRefused(bed.gateway.send(request), 401, "unauthenticated");
    }

    @Test
    void withAnUnknownKey() {
        assertRefused(withKey("llm_mk_unknown"), 401, "invalid_api_key");
    }

    @Test
    void withAnExpiredKey() {
        assertRefused(withKey(bed.world.key(ApiKey.Scopes.ALL, World.LONG_AGO).reveal()), 401, "invalid_api_key");
    }

    @Test
    void withARevokedKey() {
        String key = bed.world.key(ApiKey.Scopes.ALL, null).reveal();
        bed.world.revoke(key);
        assertRefused(withKey(key), 401, "invalid_api_key");
    }

    @Test
    void byAnotherRouteThanTheKeys() {
        ApiKey.Scopes embeddingsOnly = new ApiKey.Scopes(Set.of(), Set.of("embeddings"));
        assertRefused(withKey(bed.world.key(embeddingsOnly, null).reveal()), 403, "forbidden");
    }

    @Test
    void toAnotherServiceThanTheKeys() {
        ApiKey.Scopes other = new ApiKey.Scopes(Set.of(ServiceId.next()), Set.of());
        assertRefused(withKey(bed.world.key(other, null).reveal()), 403, "forbidden");
    }

    @Test
    void toAnUnknownModel() {
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK.replace("acme/chat", "acme/none"));
        assertRefused(answer, 404, "model_not_found");
        assertThat(error(answer).get("param").asText()).isEqualTo("model");
        assertRefused(bed.gateway.post(CHAT, ASK.replace("acme/chat", "acme/chat@9.9.9")), 404, "model_not_found");
    }

    @Test
    void toAListingThatCannotBeCalled() {
        bed.world.subscribe(bed.world.listing("acme/listed"), World.AMPLE);
        assertRefused(bed.gateway.post(CHAT, ASK.replace("acme/chat", "acme/listed")), 503, "service_not_callable");
    }

    @Test
    void withoutASubscription() {
        bed.world.service("acme/other", bed.provider.url(), World.DOLLAR);
        assertRefused(bed.gateway.post(CHAT, ASK.replace("acme/chat", "acme/other")), 403, "not_subscribed");
    }

    @Test
    void withABodyThatIsNoJson() {
        HttpResponse<String> answer = bed.gateway.post(CHAT, "{\"model\":");
        assertRefused(answer, 400, "malformed_request");
    }

    @Test
    void withABodyTooLarge() {
        assertRefused(bed.gateway.post(CHAT, ASK.replace("Hello", "x".repeat(200_000))), 413, "payload_too_large");
    }

    @Test
    void withABodyTooLargeAndOfUnknownLength() {
        byte[] body = ASK.replace("Hello", "x".repeat(200_000)).getBytes(StandardCharsets.UTF_8);
        try (RawClient client = bed.gateway.connect()) {
            client.send("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + bed.world.key
                    + "\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
                    + Integer.toHexString(body.length) + "\r\n" + new String(body, StandardCharsets.UTF_8));
            assertThat(client.readUntil("payload_too_large")).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void withAnotherContentType() {
        assertRefused(
                bed.gateway.send(bed.gateway
                        .request(CHAT)
                        .setHeader("content-type", "text/plain")
                        .POST(BodyPublishers.ofString(ASK))
                        .build()),
                415,
                "unsupported_media_type");
    }

    @Test
    void atAnUnknownPathOrByAnotherMethod() {
        assertRefused(bed.gateway.post("/v1/completely/else", ASK), 404, "not_found");
        HttpResponse<String> answer = bed.gateway.get(CHAT);
        assertRefused(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("allow")).hasValue("POST");
    }

    @Test
    void whenTheBudgetIsInAnotherCurrency() {
        bed.world.budgetIn("EUR", 1_000_000_000L);
        assertRefused(bed.gateway.post(CHAT, ASK), 402, "budget_exhausted");
    }

    @Test
    void whenTheBudgetIsSpent() {
        bed.world.budget(100);
        assertRefused(bed.gateway.post(CHAT, ASK), 402, "budget_exhausted");
    }

    @Test
    void whenTheQuotaIsSpent() {
        bed.world.subscribe(bed.service, new Plan(PlanId.next(), "small", 100, 100, 20, 0));
        assertRefused(bed.gateway.post(CHAT, ASK), 402, "quota_exhausted");
    }

    @Test
    void whenTheAuthorityIsAwayTheFaultIsOurs() {
        bed.world.allowance.away(true);
        bed.world.budget(1_000_000_000L);
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK);
        bed.world.allowance.away(false);
        assertRefused(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }
}
