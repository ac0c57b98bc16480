package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One immutable version of a service with its present status.
 *
 * @param priceVersion the price book in force; null when it has no price
 * @param hasCredential true when calls can be authenticated: an endpoint's credential is stored or one needs none
 * @param farewell how it goes when it is deprecated
 * @param imported true when it came from a public catalogue rather than from its provider
 */
public record ServiceVersion(
        VersionId id,
        ServiceId service,
        OrganisationId provider,
        ServiceManifest manifest,
        ServiceStatus status,
        @Nullable PriceVersionId priceVersion,
        boolean hasCredential,
        boolean imported,
        Instant createdAt,
        @Nullable Instant publishedAt,
        @Nullable Instant deprecatedAt,
        Farewell farewell) {

    /** What it is when its suspension is taken back: one whose end was announced is deprecated as before. */
    public ServiceStatus restored() {
        return farewell.sunsetAt() == null ? ServiceStatus.ACTIVE : ServiceStatus.DEPRECATED;
    }

    /** True when the gateway can forward calls to it. */
    public boolean callable() {
        return status.callable() && !manifest.endpoints().isEmpty() && priceVersion != null && hasCredential;
    }
}
