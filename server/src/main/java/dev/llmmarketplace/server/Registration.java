package dev.llmmarketplace.server;

import dev.llmmarketplace.adapters.registry.HttpServiceRegistry;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.publishing.submission.CircuitBreaker;
import dev.llmmarketplace.core.publishing.submission.RegistryStep;
import dev.llmmarketplace.core.publishing.submission.RegistrySync;
import dev.llmmarketplace.core.publishing.submission.ServiceRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry that versions are registered with, where one is configured: on their way, and for what happens to them later. */
final class Registration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Parts parts = new Parts();
    private final CircuitBreaker breaker;
    private final Optional<ServiceRegistry> registry;

    private Registration(Optional<URI> address, Supplier<URI> marketplace, InstantSource clock) {
        breaker = new CircuitBreaker("the registry", clock);
        registry = address.map(url -> parts.add("registry", HttpServiceRegistry.at(url, marketplace, DEADLINE)));
    }

    /** @param marketplace what the world calls this marketplace, once it is open */
    static Registration open(Optional<URI> address, Supplier<URI> marketplace, Stores stores, InstantSource clock) {
        Registration registration = new Registration(address, marketplace, clock);
        registration.registry.ifPresent(partner -> registration.follow(partner, stores));
        return registration;
    }

    private void follow(ServiceRegistry partner, Stores stores) {
        RegistrySync sync = new RegistrySync(
                partner,
                breaker,
                new RegistrySync.Sources(stores.catalog(), stores.events(), stores.bookmark("registry")),
                Registration::refused);
        parts.add("news for the registry", EventWatch.start("news-for-the-registry", stores.events(), sync::run));
    }

    private static void refused(ServiceVersion version, ProblemException refusal) {
        LOG.warn(
                "The registry does not want to hear of {}: {}",
                version.id(),
                refusal.problem().detail());
    }

    RegistryStep step() {
        return new RegistryStep(registry, breaker);
    }

    @Override
    public void close() {
        parts.close();
    }
}
