package dev.llmmarketplace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.RunningGateway;
import dev.llmmarketplace.gateway.fake.World;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain chat completion through a real server to a real provider. */
final class PlainCallTest {
    private static final String ASK =
            "{\"model\":\"acme/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello, who are you?\"}]}";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final World world = new World();
    private final FakeProvider provider = new FakeProvider(vertx);
    private RunningGateway gateway;

    @BeforeEach
    void start() {
        world.subscribe(world.service("acme/chat", provider.url(), World.DOLLAR), World.AMPLE);
        gateway = new RunningGateway(vertx, world, directory);
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
        vertx.close().await();
    }

    @Test
    void theAnswerPassesThroughAsItIs() {
        HttpResponse<String> answer = gateway.post("/v1/chat/completions", ASK);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(FakeProvider.chat("Hello there", 10, 3));
        assertThat(answer.headers().firstValue("x-marketplace-version")).hasValue("acme/chat@1.0.0");
        assertThat(answer.headers().firstValue("x-marketplace-cost")).hasValue("0.000013");
    }

    @Test
    void theProviderGetsItsOwnModelNameAndCredential() {
        gateway.post("/v1/chat/completions", ASK);

        FakeProvider.Received received = provider.received().getFirst();
        assertThat(received.path()).isEqualTo("/v1/chat/completions");
        assertThat(received.body()).isEqualTo(ASK.replace("acme/chat", "upstream-model"));
        assertThat(received.headers().get("authorization")).isEqualTo("Bearer provider-credential");
    }

    @Test
    void theCallIsInTheLedgerWithWhatTheProviderReported() {
        gateway.post("/v1/chat/completions", ASK);

        UsageRecord record = gateway.records(1).getFirst();
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record.billed()).isEqualTo(Usage.of(10, 3));
        assertThat(record.cost().nanos()).isEqualTo(13_000);
        assertThat(record.flags()).isEmpty();
    }
}
