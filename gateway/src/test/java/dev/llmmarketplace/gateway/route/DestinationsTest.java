package dev.llmmarketplace.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.CallableService.Door;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.gateway.fake.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DestinationsTest {
    private static final List<Endpoint> ENDPOINTS = List.of(
            World.endpoint("spare", "https://spare.example/v1", 5, 1000),
            World.endpoint("large", "https://large.example/v1", 0, 3),
            World.endpoint("small", "https://small.example/v1", 0, 1));

    private final Ejected ejected = new Ejected(EndpointHealth.Settings.DEFAULT);
    private final CallableService service = new World().service("acme/chat", World.DOLLAR, ENDPOINTS);
    private final Destinations destinations = Destinations.of(service, null, ejected);

    private String choose(int without) {
        int place = destinations.choose(without, System.nanoTime());
        return place == Destinations.NONE
                ? "none"
                : destinations.at(place).endpoint().name();
    }

    private int bit(String name) {
        for (int i = 0; i < destinations.size(); i++) {
            if (destinations.at(i).endpoint().name().equals(name)) {
                return Destinations.bit(i);
            }
        }
        throw new IllegalArgumentException(name);
    }

    private void eject(String name) {
        for (int i = 0; i < EndpointHealth.Settings.DEFAULT.inRow(); i++) {
            destinations.at(Integer.numberOfTrailingZeros(bit(name))).fails("gone", false);
        }
    }

    @Test
    void callsAreSharedOutByWeightAmongTheFirstPriority() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 4000; i++) {
            counts.merge(choose(0), 1, Integer::sum);
        }

        assertThat(counts).containsOnlyKeys("large", "small");
        assertThat(counts.get("large")).isBetween(2800, 3200);
    }

    @Test
    void callsOfOneAffinityStayTogetherWhileTheirEndpointIsThere() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 4000; i++) {
            long affinity = Destinations.affinity("conversation-" + i);
            int place = destinations.choose(0, System.nanoTime(), affinity);
            assertThat(destinations.choose(0, System.nanoTime(), affinity)).isEqualTo(place);
            counts.merge(destinations.at(place).endpoint().name(), 1, Integer::sum);
        }
        assertThat(counts).containsOnlyKeys("large", "small");
        assertThat(counts.get("large")).isBetween(2800, 3200);

        eject("large");
        int elsewhere = destinations.choose(0, System.nanoTime(), Destinations.affinity("conversation-1"));
        assertThat(destinations.at(elsewhere).endpoint().name()).isEqualTo("small");
    }

    @Test
    void whatIsTriedOrOutIsPassedOver() {
        assertThat(choose(bit("large"))).isEqualTo("small");
        assertThat(choose(bit("large") | bit("small"))).isEqualTo("spare");
        assertThat(choose(-1)).isEqualTo("none");

        eject("small");
        assertThat(choose(bit("large"))).isEqualTo("spare");
        assertThat(ejected.present()).hasSize(1);
    }

    @Test
    void whenAllAreOutTheShortestWaitIsKnown() {
        assertThat(destinations.waitNanos(0, System.nanoTime())).isZero();
        eject("small");
        eject("large");
        eject("spare");

        assertThat(choose(0)).isEqualTo("none");
        assertThat(destinations.waitNanos(0, System.nanoTime())).isPositive();
    }

    @Test
    void whatWasLearnedSurvivesAnotherCredentialButNotAnotherAddress() {
        eject("small");
        Endpoint moved = World.endpoint("large", "https://elsewhere.example/v1", 0, 3);
        CallableService renewed = new CallableService(
                service.version(),
                service.service(),
                service.provider(),
                service.name(),
                service.number(),
                true,
                service.status(),
                service.category(),
                service.model(),
                List.of(new Door(ENDPOINTS.get(2), new Secret("new")), new Door(moved, new Secret("new"))),
                service.priceVersion(),
                service.prices(),
                service.limits(),
                service.timeouts(),
                service.createdAt(),
                null);

        Destinations next = Destinations.of(renewed, destinations, ejected);

        assertThat(next.at(0).health().state()).isInstanceOf(EndpointHealth.State.Open.class);
        assertThat(next.at(1).health().state()).isInstanceOf(EndpointHealth.State.Closed.class);
    }
}
