package dev.llmmarketplace.it.faults;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Calls;
import dev.llmmarketplace.it.trade.Rest;
import dev.llmmarketplace.it.trade.Trade;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpstreamIT {
    private RunningProvider provider;
    private RunningMarketplace marketplace;
    private Trade trade;
    private Calls calls;

    @BeforeEach
    void open(@TempDir Path data) {
        provider = RunningProvider.start();
        marketplace = RunningMarketplace.on(data, Trade.allowing(provider));
        trade = Trade.open(marketplace, provider);
        calls = new Calls(marketplace, trade.chat(), trade.key().secret());
    }

    @AfterEach
    void close() {
        marketplace.close();
        provider.close();
    }

    @Test
    void faultsOfAProviderAreItsOwnAndCostNothing() {
        assertThatACutStreamIsNotDressedUpAsAWholeOne();
        assertThatAnErrorIsRelayedAndFree();
        assertThatAMissingProviderIsABadGateway();
    }

    private void assertThatACutStreamIsNotDressedUpAsAWholeOne() {
        Rest.Text stream = calls.stream("#tokens 50\n#cut 3");

        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.body()).contains("\"error\"").doesNotContain("[DONE]");
        JsonNode record = record(stream.header("x-marketplace-call-id"));
        assertThat(record.path("outcome").asText()).isEqualTo("upstream_failed");
        assertThat(record.path("usage").path("answerTokens").asLong()).isLessThan(50);
    }

    private void assertThatAnErrorIsRelayedAndFree() {
        Rest.Answer answer = calls.chat("#error 500");

        assertThat(answer.status()).isGreaterThanOrEqualTo(500);
        assertThat(answer.body().path("error").path("message").asText()).isNotEmpty();
        assertThatNothingIsCharged(answer, "upstream_error");
    }

    private void assertThatAMissingProviderIsABadGateway() {
        provider.kill();

        Rest.Answer answer = calls.chat("Is anybody there?");

        assertThat(answer.expect(502).path("error").path("message").asText()).isNotEmpty();
        assertThatNothingIsCharged(answer, "upstream_failed");
    }

    private void assertThatNothingIsCharged(Rest.Answer answer, String outcome) {
        JsonNode record = record(answer.header("x-marketplace-call-id"));
        assertThat(record.path("outcome").asText()).isEqualTo(outcome);
        assertThat(Double.parseDouble(record.path("cost").path("amount").asText()))
                .isZero();
    }

    private JsonNode record(String call) {
        await("accounted for")
                .until(() ->
                        trade.consumer().rest().get("/api/v1/usage/" + call).status() == 200);
        return trade.consumer().rest().get("/api/v1/usage/" + call).expect(200);
    }
}
