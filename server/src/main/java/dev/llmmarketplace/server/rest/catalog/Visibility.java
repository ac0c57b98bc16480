package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.util.Optional;

/** What a caller may see of the catalogue beside what is listed for him: providers all of their own, administrators all. */
record Visibility(Optional<Principal> caller) {
    /** True when the caller may see drafts and endpoints of that provider. */
    boolean own(OrganisationId provider) {
        return caller.filter(principal -> principal.permits(Permission.SERVICE_READ_OWN))
                .filter(principal ->
                        principal.organisation().equals(provider) || principal.permits(Permission.ANY_ORGANISATION))
                .isPresent();
    }

    boolean everything() {
        return caller.filter(principal -> principal.permits(Permission.SERVICE_READ_OWN))
                .filter(principal -> principal.permits(Permission.ANY_ORGANISATION))
                .isPresent();
    }
}
