package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.sla.Verdict;
import dev.llmmarketplace.gateway.ServiceSeries.Figures;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceSeriesTest {
    @Test
    void moreServicesThanAScrapeCanBearShareTheLastSeries() {
        int services = ServiceSeries.MOST + 30;
        try (TestBed bed = new TestBed()) {
            for (int i = 0; i < services; i++) {
                bed.world.subscribe(
                        bed.world.service("many/s" + i, bed.provider.url(), Dialect.OPENAI, World.DOLLAR), World.AMPLE);
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> bed.gateway
                                    .post(CHAT, ASK.replace("acme/chat", "many/s" + (services - 1)))
                                    .statusCode()
                            == 200);
            for (int i = 0; i < services - 1; i++) {
                assertThat(bed.gateway
                                .post(CHAT, ASK.replace("acme/chat", "many/s" + i))
                                .statusCode())
                        .isEqualTo(200);
            }

            List<Figures> all = bed.gateway.gateway().metrics().services().all();

            assertThat(all).hasSize(ServiceSeries.MOST + 1);
            assertThat(all.getLast().service()).isEqualTo(ServiceSeries.OTHER);
            assertThat(all.getLast().calls(Verdict.SERVED)).isEqualTo(30);
        }
    }
}
