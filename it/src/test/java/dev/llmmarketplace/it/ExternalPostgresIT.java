package dev.llmmarketplace.it;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.it.process.DebianPostgres;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Calls;
import dev.llmmarketplace.it.trade.Rest;
import dev.llmmarketplace.it.trade.Trade;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same program on an operator's PostgreSQL instead of its own. */
final class ExternalPostgresIT {
    private DebianPostgres postgres;
    private RunningProvider provider;
    private RunningMarketplace marketplace;
    private Trade trade;
    private Calls calls;

    @TempDir
    private Path data;

    @BeforeEach
    void open() throws Exception {
        postgres = DebianPostgres.start();
        provider = RunningProvider.start();
        Map<String, String> settings = new HashMap<>(Trade.allowing(provider));
        settings.putAll(postgres.environment());
        marketplace = RunningMarketplace.on(data, settings);
        trade = Trade.open(marketplace, provider);
        calls = new Calls(marketplace, trade.chat(), trade.key().secret());
    }

    @AfterEach
    void close() throws Exception {
        marketplace.close();
        provider.close();
        postgres.close();
    }

    @Test
    void aServiceIsPublishedFoundCalledAndAccountedFor() {
        await("found").untilAsserted(() -> assertThat(search("echoing chat")).contains(trade.chat()));
        Rest.Answer answer = calls.chat("Hello over there");

        answer.expect(200);
        JsonNode record = record(answer.header("x-marketplace-call-id"));
        assertThat(record.path("outcome").asText()).isEqualTo("completed");
        assertThat(record.path("usage").path("answerTokens").asLong())
                .isEqualTo(answer.body().path("usage").path("completion_tokens").asLong());
        assertThat(Files.exists(data.resolve("postgres")))
                .as("a database of its own")
                .isFalse();
    }

    @Test
    void callsGoOnWhileTheDatabaseIsAwayAndAreAccountedForAfterwards() {
        calls.chat("Before").expect(200);
        postgres.stop();

        String first = calls.chat("The database has just gone").header("x-marketplace-call-id");
        await("the health says so").untilAsserted(() -> assertThat(health()).isEqualTo("degraded"));
        assertThatItStaysReadyAndNamesTheDatabase();
        assertThat(trade.consumer().rest().get("/api/v1/usage").status())
                .as("our own fault")
                .isEqualTo(503);
        String later = calls.chat("It is still away").header("x-marketplace-call-id");
        postgres.resume();

        assertThat(record(first).path("outcome").asText()).isEqualTo("completed");
        assertThat(record(later).path("outcome").asText()).isEqualTo("completed");
        await("the health recovers").untilAsserted(() -> assertThat(health()).isEqualTo("ready"));
    }

    private void assertThatItStaysReadyAndNamesTheDatabase() {
        Rest.Answer ready = Rest.at(marketplace.address()).get("/health/ready");
        assertThat(ready.status()).as("load balancers keep sending calls").isEqualTo(200);
        assertThat(ready.body().path("checks"))
                .filteredOn(check -> check.path("name").asText().equals("database"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.path("status").asText()).isEqualTo("down");
                    assertThat(check.path("detail").asText()).contains("the gateway goes on from memory");
                });
    }

    private String search(String words) {
        return Rest.at(marketplace.address())
                .get("/api/v1/search?q=" + words.replace(' ', '+'))
                .expect(200)
                .findValuesAsText("name")
                .toString();
    }

    private String health() {
        return Rest.at(marketplace.address())
                .get("/health/ready")
                .body()
                .path("status")
                .asText();
    }

    private JsonNode record(String call) {
        Rest rest = trade.consumer().rest();
        await("accounted for").until(() -> rest.get("/api/v1/usage/" + call).status() == 200);
        return rest.get("/api/v1/usage/" + call).expect(200);
    }
}
