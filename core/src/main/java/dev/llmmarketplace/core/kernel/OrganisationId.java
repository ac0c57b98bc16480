package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies an organisation: provider, consumer or both. */
public record OrganisationId(UUID value) {
    public static OrganisationId next() {
        return new OrganisationId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static OrganisationId parse(String text) {
        return new OrganisationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
