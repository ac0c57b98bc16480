package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.gateway.fake.TestBed;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dry run says what would become of a call, and nothing becomes of it. */
final class DryRunTest {
    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private HttpResponse<String> rehearse(String body) {
        HttpRequest request = bed.gateway
                .request(CHAT)
                .header("x-marketplace-dry-run", "true")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return bed.gateway.sendLater(request).join();
    }

    @Test
    void whatWouldHappenIsSaidAndNothingDoes() {
        bed.world.budget(1_000_000_000L);
        HttpResponse<String> answer = rehearse(ASK.replace("\"messages\"", "\"max_tokens\":100,\"messages\""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"dry_run\":true", "\"verdict\":\"admitted\"", "\"model\":\"acme/chat@1.0.0\"")
                .contains("\"host\":\"127.0.0.1\"", "\"output_tokens_at_most\":100")
                .containsPattern("\"price_ceiling\":\\{\"amount\":\"0\\.000\\d+\",\"currency\":\"USD\"}")
                .contains("\"scope\":\"organisation\",\"limit\":\"budget_per_month\",\"allowed\":\"1\"");
        assertThat(answer.headers().firstValue("x-ratelimit-remaining-requests"))
                .isPresent();
        assertThat(bed.provider.received()).isEmpty();
        bed.gateway.close();
        assertThat(bed.world.allowance.gone(
                        Account.money(bed.world.consumer, Instant.ofEpochMilli(Time.currentMillis()))))
                .isZero();
        assertThat(bed.world.sink.records()).isEmpty();
    }

    @Test
    void itTakesNothingOfTheRate() {
        bed.world.subscriptions.all().forEach(old -> bed.world.subscriptions.remove(old.id()));
        bed.world.subscribe(bed.service, new Plan(PlanId.next(), "one", 1, 1, 0, 1, 3000));
        for (int i = 0; i < 5; i++) {
            assertThat(rehearse(ASK).body()).contains("\"verdict\":\"admitted\"");
        }

        assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(200);
        assertThat(rehearse(ASK).body())
                .contains("\"verdict\":\"refused\"", "\"status\":429", "\"limit\":\"requests_per_second\"");
    }

    @Test
    void aRefusalIsSaidAsItWouldBe() {
        assertThat(rehearse(ASK.replace("acme/chat", "acme/none")).body())
                .contains("\"verdict\":\"refused\"", "\"status\":404", "\"code\":\"model_not_found\"");
    }
}
