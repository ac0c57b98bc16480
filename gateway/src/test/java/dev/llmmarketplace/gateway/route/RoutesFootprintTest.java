package dev.llmmarketplace.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.gateway.fake.World;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the data plane keeps in memory for a service that is listed and not called: a catalogue may have a million. */
final class RoutesFootprintTest {
    /** Beside the service itself. */
    private static final long BYTES = 2 * 1024;

    private static final int SERVICES = 10_000;

    @Test
    void aServiceThatIsNotCalledKeepsItsBudget() {
        World world = new World();
        List<CallableService> services = IntStream.range(0, SERVICES)
                .mapToObj(i -> world.service(
                        "acme/chat-" + i,
                        World.DOLLAR,
                        List.of(World.endpoint("main", "https://" + i + ".acme.example/v1", 0, 1))))
                .toList();
        Routes routes = new Routes(new Ejected(EndpointHealth.Settings.DEFAULT));

        long before = used();
        routes.replaced(services);
        long kept = used() - before;

        assertThat(kept / SERVICES).isLessThan(BYTES);
        assertThat(services)
                .allSatisfy(
                        service -> assertThat(routes.current(service.service())).isNotNull());
    }

    private static long used() {
        System.gc();
        Runtime heap = Runtime.getRuntime();
        return heap.totalMemory() - heap.freeMemory();
    }
}
