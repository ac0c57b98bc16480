package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who asks, as the catalogue sees him: keepers of it see everything, members of an organisation what is for it, all others
 * what is for everybody. An organisation keeps its slug, so what has been looked up once is kept. Thread-safe.
 */
public final class Viewers {
    private static final int MAX_KEPT = 20_000;

    private final AccessStore access;
    private final Map<OrganisationId, String> slugs = new ConcurrentHashMap<>();

    public Viewers(AccessStore access) {
        this.access = access;
    }

    public Viewer of(Request request) {
        Optional<Principal> caller = request.caller();
        if (caller.isEmpty()) {
            return Viewer.ANYBODY;
        }
        Principal who = caller.get();
        return who.permits(Permission.SERVICE_READ_OWN) && who.permits(Permission.ANY_ORGANISATION)
                ? Viewer.EVERYTHING
                : ofOrganisation(request);
    }

    /** The caller as a member of his organisation, whatever else he may; only for operations that need a permission. */
    public Viewer ofOrganisation(Request request) {
        return slug(request.principal().organisation()).map(Viewer::of).orElse(Viewer.ANYBODY);
    }

    private Optional<String> slug(OrganisationId id) {
        String known = slugs.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> slug = access.findOrganisation(id).map(Organisation::slug);
        if (slugs.size() < MAX_KEPT) {
            slug.ifPresent(found -> slugs.put(id, found));
        }
        return slug;
    }
}
