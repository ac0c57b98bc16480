package dev.llmmarketplace.server.rest.access;

import dev.llmmarketplace.core.access.Organisation;
import java.time.Instant;
import java.util.UUID;

record OrganisationBody(
        UUID id,
        String slug,
        String name,
        boolean provider,
        boolean consumer,
        boolean imported,
        boolean suspended,
        Instant createdAt) {

    static OrganisationBody from(Organisation organisation) {
        return new OrganisationBody(
                organisation.id().value(),
                organisation.slug(),
                organisation.name(),
                organisation.provider(),
                organisation.consumer(),
                organisation.imported(),
                organisation.suspended(),
                organisation.createdAt());
    }
}
