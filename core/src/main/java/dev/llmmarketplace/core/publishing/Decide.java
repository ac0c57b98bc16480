package dev.llmmarketplace.core.publishing;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import org.jspecify.annotations.Nullable;

/** Carries out {@link Decision}s. Blocking; thread-safe. */
public final class Decide {
    private final CatalogStore catalog;

    public Decide(CatalogStore catalog) {
        this.catalog = catalog;
    }

    /**
     * @throws ProblemException {@code FORBIDDEN} without the decision's permission, or without right to that provider's
     *     services; {@code CONFLICT} when the version is in another state; {@code VALIDATION_FAILED} when it has no price
     */
    public ServiceVersion decide(Principal who, Decision decision, ServiceVersion version, @Nullable String reason) {
        who.require(permission(decision));
        who.requireOrganisation(version.provider());
        if (!decision.applicable(version.status())) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    version.manifest().name() + "@" + version.manifest().version() + " is "
                            + version.status().wireName() + ", which does not allow this.");
        }
        return catalog.transition(version.id(), decision.result(version), reason);
    }

    /** The version as it is now. */
    public ServiceVersion present(ServiceVersion version) {
        return catalog.findVersion(version.id()).orElse(version);
    }

    private static Permission permission(Decision decision) {
        return switch (decision) {
            case APPROVE, REJECT -> Permission.SERVICE_APPROVE;
            case SUSPEND, REINSTATE -> Permission.SERVICE_SUSPEND;
        };
    }
}
