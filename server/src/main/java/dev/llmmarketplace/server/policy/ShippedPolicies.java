package dev.llmmarketplace.server.policy;

import dev.llmmarketplace.core.governance.Policy;
import dev.llmmarketplace.core.governance.PolicyStore;
import dev.llmmarketplace.server.json.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** The policies that every marketplace begins with, and may change. */
public final class ShippedPolicies {
    private static final String RESOURCE = "shipped.yaml";

    private final PolicyReader reader;

    public ShippedPolicies(PolicyReader reader) {
        this.reader = reader;
    }

    public List<Policy> policies() {
        try (InputStream in = ShippedPolicies.class.getResourceAsStream(RESOURCE)) {
            return reader.read(Objects.requireNonNull(in, RESOURCE).readAllBytes(), Syntax.YAML);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores those that were never there; a store that has any has been through this. */
    public void ensure(PolicyStore store, InstantSource clock) {
        if (store.policies().isEmpty()) {
            store.storeMissing(policies(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        }
    }
}
