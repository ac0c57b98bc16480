package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.UserId;
import java.util.Set;

/** Who is acting, proven by a token. */
public record Principal(UserId user, OrganisationId organisation, String email, Set<Role> roles) {
    public Principal {
        roles = Set.copyOf(roles);
    }

    public boolean permits(Permission permission) {
        return roles.stream().anyMatch(role -> role.permissions().contains(permission));
    }

    /** @throws ProblemException {@code FORBIDDEN} when none of the roles has {@code permission} */
    public void require(Permission permission) {
        if (!permits(permission)) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN,
                    "This needs the permission " + permission.name().toLowerCase(java.util.Locale.ROOT)
                            + ", which your roles do not give. Ask an administrator for a role that has it.");
        }
    }

    /** @throws ProblemException {@code FORBIDDEN} when acting for another organisation without the right to */
    public void requireOrganisation(OrganisationId target) {
        if (!organisation.equals(target) && !permits(Permission.ANY_ORGANISATION)) {
            throw new ProblemException(ErrorCode.FORBIDDEN, "This belongs to another organisation.");
        }
    }
}
