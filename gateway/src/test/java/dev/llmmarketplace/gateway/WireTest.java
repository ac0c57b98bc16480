package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.RawClient;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP/1.1 as callers speak it, and the list of models. */
final class WireTest {
    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void pipelinedCallsAreAnsweredInTheirOrder() {
        bed.provider.does((request, body) -> {
            int which = body.toString().contains("first") ? 1 : 2;
            bed.vertx.setTimer(
                    which == 1 ? 100 : 1,
                    _ -> FakeProvider.json(request.response(), FakeProvider.chat("answer-" + which, 1, 1)));
        });
        try (RawClient client = bed.gateway.connect()) {
            client.post(CHAT, bed.world.key, ASK.replace("Hello", "first"));
            client.post(CHAT, bed.world.key, ASK.replace("Hello", "second"));
            String answers = client.readUntil("answer-2");
            assertThat(answers.indexOf("answer-1")).isPositive().isLessThan(answers.indexOf("answer-2"));
            assertThat(occurrences(answers, "HTTP/1.1 200 OK")).isEqualTo(2);
        }
    }

    @Test
    void whoWaitsToBeToldToContinueIsTold() {
        try (RawClient client = bed.gateway.connect()) {
            client.head(
                    "POST /v1/chat/completions HTTP/1.1",
                    "host: x",
                    "authorization: Bearer " + bed.world.key,
                    "content-type: application/json",
                    "expect: 100-continue",
                    "content-length: " + ASK.length());
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
            client.send(ASK);
            assertThat(client.readUntil("Hello there")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aKeyInItsOwnHeaderIsAsGood() {
        HttpRequest request = HttpRequest.newBuilder(
                        bed.gateway.request(CHAT).build().uri())
                .header("x-api-key", bed.world.key)
                .header("content-type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(ASK))
                .build();
        assertThat(bed.gateway.send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void anIdThatIsNoIdIsReplaced() {
        HttpRequest request = bed.gateway
                .request(CHAT)
                .header("x-request-id", "a b".repeat(100))
                .POST(HttpRequest.BodyPublishers.ofString(ASK))
                .build();
        HttpResponse<String> answer = bed.gateway.send(request);
        assertThat(answer.headers().firstValue("x-request-id"))
                .isEqualTo(answer.headers().firstValue("x-marketplace-call-id"));
    }

    @Test
    void theModelsAreThoseTheOrganisationIsSubscribedTo() {
        bed.world.service("acme/other", bed.provider.url(), World.DOLLAR);
        HttpResponse<String> answer = bed.gateway.get("/v1/models");

        assertThat(answer.body())
                .isEqualTo("{\"object\":\"list\",\"data\":[{\"id\":\"acme/chat\",\"object\":\"model\","
                        + "\"created\":1735689600,\"owned_by\":\"acme\"}]}");
    }

    @Test
    void oneModelIsFoundHoweverItsSlashIsWritten() {
        assertThat(bed.gateway.get("/v1/models/acme/chat").body()).contains("\"id\":\"acme/chat\"");
        assertThat(bed.gateway.get("/v1/models/acme%2Fchat").body()).contains("\"id\":\"acme/chat\"");
        assertThat(bed.gateway.get("/v1/models/acme/none").statusCode()).isEqualTo(404);
    }

    @Test
    void aKeySeesOnlyTheModelsOfItsScopes() {
        String key = bed.world
                .key(new ApiKey.Scopes(Set.of(ServiceId.next()), Set.of()), null)
                .reveal();
        HttpRequest request = bed.gateway
                .request("/v1/models")
                .setHeader("authorization", "Bearer " + key)
                .build();
        assertThat(bed.gateway.send(request).body()).isEqualTo("{\"object\":\"list\",\"data\":[]}");
    }
}
