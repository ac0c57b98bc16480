package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.AddressBlock;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.gateway.fake.TestBed;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose address counts when another door of the process asks. */
final class OnBehalfTest {
    private final TestBed bed = new TestBed();
    private final String key = bed.world
            .key(new ApiKey.Scopes(Set.of(), Set.of(), Set.of(), Set.of(AddressBlock.parse("10.0.0.0/8"))), null)
            .reveal();

    @AfterEach
    void close() {
        bed.close();
    }

    private int call(String onBehalf) {
        return bed.gateway
                .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bed.gateway.port() + CHAT))
                        .header("x-api-key", key)
                        .header("content-type", "application/json")
                        .header(OnBehalf.HEADER, onBehalf)
                        .POST(HttpRequest.BodyPublishers.ofString(ASK))
                        .build())
                .statusCode();
    }

    @Test
    void theVouchedAddressCounts() {
        OnBehalf onBehalf = bed.gateway.gateway().onBehalf();

        assertThat(call(onBehalf.of("10.1.2.3"))).isEqualTo(200);
        assertThat(call(onBehalf.of("192.168.0.1"))).isEqualTo(403);
    }

    @Test
    void nobodyElseCanVouch() {
        assertThat(call(new OnBehalf().of("10.1.2.3"))).isEqualTo(403);
        assertThat(call("10.1.2.3")).isEqualTo(403);
    }
}
