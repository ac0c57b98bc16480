package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.server.rest.catalog.Providers.ProviderBody;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list of hits shows of a service. */
public record ServiceSummaryBody(
        UUID id,
        String name,
        String version,
        String status,
        ProviderBody provider,
        boolean callable,
        boolean imported,
        String title,
        String summary,
        String category,
        Collection<String> tags,
        @Nullable String model,
        ModalitiesBody modalities,
        @Nullable PricingBody pricing,
        String complianceLevel,
        Collection<String> dataResidency,
        LimitsBody limits,
        Collection<String> supportedParameters,
        @Nullable LocalDate releasedOn,
        @Nullable Instant deprecatedAt,
        @Nullable DenialBody denial) {
    private static final int SUMMARY_LENGTH = 300;

    public static ServiceSummaryBody from(ServiceVersion version, ProviderBody provider, Clearance clearance) {
        ServiceManifest manifest = version.manifest();
        return new ServiceSummaryBody(
                version.service().value(),
                manifest.name().toString(),
                manifest.version().toString(),
                version.status().wireName(),
                provider,
                version.callable(),
                version.imported(),
                manifest.title(),
                beginning(manifest.description()),
                manifest.category().wireName(),
                manifest.tags(),
                manifest.model(),
                ModalitiesBody.from(manifest.modalities()),
                PricingBody.from(manifest.pricing()),
                manifest.compliance().level().wireName(),
                manifest.compliance().dataResidency(),
                LimitsBody.from(manifest.limits()),
                manifest.supportedParameters(),
                manifest.releasedOn(),
                version.deprecatedAt(),
                DenialBody.of(version, clearance));
    }

    /** Cut between words where there are any. */
    private static String beginning(String description) {
        if (description.length() <= SUMMARY_LENGTH) {
            return description;
        }
        int space = description.lastIndexOf(' ', SUMMARY_LENGTH - 1);
        int end = space > SUMMARY_LENGTH / 2 ? space : SUMMARY_LENGTH - 1;
        return description.substring(0, end - (Character.isHighSurrogate(description.charAt(end - 1)) ? 1 : 0)) + "…";
    }
}
