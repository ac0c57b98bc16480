package dev.llmmarketplace.core.publishing.submission;

import java.util.Optional;

/** Makes a version known to the registry, where there is one. */
public final class RegistryStep implements Step {
    private final Optional<ServiceRegistry> registry;
    private final CircuitBreaker breaker;

    public RegistryStep(Optional<ServiceRegistry> registry, CircuitBreaker breaker) {
        this.registry = registry;
        this.breaker = breaker;
    }

    @Override
    public Outcome run(Submission submission) {
        return registry.<Outcome>map(partner -> new Outcome.Done("Registered as "
                        + breaker.call(() -> partner.register(submission.version(), submission.manifest()))
                        + ", provisionally."))
                .orElseGet(() -> new Outcome.PassedOver("No registry is configured: passed over."));
    }

    @Override
    public void undo(Submission submission) {
        registry.ifPresent(partner -> breaker.call(() -> {
            partner.deregister(submission.version(), submission.manifest());
            return true;
        }));
    }
}
