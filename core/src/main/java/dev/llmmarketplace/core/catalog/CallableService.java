package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows of a listed version. Versions that cannot be called are fed too, with the reason, so that the
 * refusal can say why.
 *
 * @param current true for the version that answers when none is named: of the callable ones, else of the listed ones,
 *     the highest active, else the highest deprecated; so nobody is billed by another version than the catalogue shows
 * @param model the neutral identity that other services may serve too; null when unknown
 * @param notice what its answers say of its end; null unless it is deprecated
 * @param audience the organisations for which the service exists; null for all
 * @param doors its endpoints with what opens them; none for a listing
 */
public record CallableService(
        VersionId version,
        ServiceId service,
        OrganisationId provider,
        ServiceName name,
        SemanticVersion number,
        boolean current,
        ServiceStatus status,
        Category category,
        @Nullable String model,
        List<Door> doors,
        @Nullable PriceVersionId priceVersion,
        @Nullable PriceBook prices,
        Limits limits,
        ServiceLevel.Timeouts timeouts,
        Instant createdAt,
        @Nullable DeprecationNotice notice,
        @Nullable Set<OrganisationId> audience) {

    public CallableService {
        doors = List.copyOf(doors);
        audience = audience == null ? null : Set.copyOf(audience);
    }

    /** One that exists for all organisations. */
    public CallableService(
            VersionId version,
            ServiceId service,
            OrganisationId provider,
            ServiceName name,
            SemanticVersion number,
            boolean current,
            ServiceStatus status,
            Category category,
            @Nullable String model,
            List<Door> doors,
            @Nullable PriceVersionId priceVersion,
            @Nullable PriceBook prices,
            Limits limits,
            ServiceLevel.Timeouts timeouts,
            Instant createdAt,
            @Nullable DeprecationNotice notice) {
        this(
                version,
                service,
                provider,
                name,
                number,
                current,
                status,
                category,
                model,
                doors,
                priceVersion,
                prices,
                limits,
                timeouts,
                createdAt,
                notice,
                null);
    }

    /**
     * An endpoint and what it is opened with.
     *
     * @param credential null when none is stored
     */
    public record Door(Endpoint endpoint, @Nullable Secret credential) {
        /** False as long as the credential that it needs is missing. */
        public boolean opens() {
            return credential != null || !endpoint.needsCredential();
        }
    }

    /** True when it exists for members of that organisation. */
    public boolean visibleTo(OrganisationId organisation) {
        return audience == null || audience.contains(organisation);
    }

    /** True when calls can be forwarded. */
    public boolean callable() {
        return status.callable() && prices != null && doors.stream().anyMatch(Door::opens);
    }
}
