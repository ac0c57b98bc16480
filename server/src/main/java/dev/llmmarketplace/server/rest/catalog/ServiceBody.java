package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.server.rest.catalog.Providers.ProviderBody;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version of a service, whole. */
record ServiceBody(
        UUID id,
        UUID versionId,
        String name,
        String version,
        String status,
        ProviderBody provider,
        boolean callable,
        boolean imported,
        String title,
        String description,
        String category,
        Collection<String> tags,
        @Nullable String model,
        List<CapabilityBody> capabilities,
        ModalitiesBody modalities,
        @Nullable EndpointBody endpoint,
        List<EndpointBody> endpoints,
        @Nullable PricingBody pricing,
        ServiceLevelBody serviceLevel,
        ComplianceBody compliance,
        LimitsBody limits,
        Collection<String> supportedParameters,
        DocumentsBody documents,
        @Nullable LocalDate releasedOn,
        Instant createdAt,
        @Nullable Instant publishedAt,
        @Nullable Instant deprecatedAt,
        @Nullable Instant sunsetAt,
        @Nullable String successor,
        String visibility,
        @Nullable Collection<String> visibleTo,
        @Nullable SignatureBody signature,
        @Nullable DenialBody denial) {

    /** @param toItsProvider whether the reader may see where calls go */
    static ServiceBody from(ServiceVersion version, Providers providers, boolean toItsProvider) {
        return from(version, providers, toItsProvider, Clearance.FULL);
    }

    /** As {@link #from(ServiceVersion, Providers, boolean)}, for somebody whose calls policies judge. */
    static ServiceBody from(ServiceVersion version, Providers providers, boolean toItsProvider, Clearance clearance) {
        ServiceManifest manifest = version.manifest();
        List<EndpointBody> endpoints = manifest.endpoints().stream()
                .map(endpoint -> EndpointBody.from(endpoint, toItsProvider))
                .toList();
        return new ServiceBody(
                version.service().value(),
                version.id().value(),
                manifest.name().toString(),
                manifest.version().toString(),
                version.status().wireName(),
                providers.of(version),
                version.callable(),
                version.imported(),
                manifest.title(),
                manifest.description(),
                manifest.category().wireName(),
                manifest.tags(),
                manifest.model(),
                manifest.capabilities().stream().map(CapabilityBody::from).toList(),
                ModalitiesBody.from(manifest.modalities()),
                endpoints.isEmpty() ? null : endpoints.getFirst(),
                endpoints,
                PricingBody.from(manifest.pricing()),
                ServiceLevelBody.from(manifest.serviceLevel()),
                ComplianceBody.from(manifest.compliance()),
                LimitsBody.from(manifest.limits()),
                manifest.supportedParameters(),
                DocumentsBody.from(manifest.documents()),
                manifest.releasedOn(),
                version.createdAt(),
                version.publishedAt(),
                version.deprecatedAt(),
                version.farewell().sunsetAt(),
                version.farewell().successor(),
                manifest.audience().visibility().wireName(),
                toItsProvider ? manifest.audience().organisations() : null,
                providers.signature(version),
                DenialBody.of(version, clearance));
    }
}
