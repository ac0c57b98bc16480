package dev.llmmarketplace.core.publishing.livetest;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Calls a service as its manifest says. Blocking, for a minute or so; thread-safe. */
@FunctionalInterface
public interface LiveTests {
    /** Longer than the tests of one service take. */
    Duration LONGEST = Duration.ofMinutes(30);

    /**
     * @param credentials by the names that endpoints refer to; an endpoint whose own is not there is not called
     * @return at least one finding; what goes wrong with the service is a finding too, never thrown
     */
    List<Finding> run(ServiceManifest manifest, Map<String, Secret> credentials);
}
