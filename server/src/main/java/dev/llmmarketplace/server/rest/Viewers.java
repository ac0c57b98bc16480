package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.governance.VerdictBook;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.time.InstantSource;
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
    private final VerdictBook verdicts;
    private final InstantSource clock;
    private final Map<OrganisationId, String> slugs = new ConcurrentHashMap<>();

    /** @param verdicts of policies on what calls may go to */
    public Viewers(AccessStore access, VerdictBook verdicts, InstantSource clock) {
        this.access = access;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /** What policies leave the caller: keepers of the catalogue are shown what is denied as well. */
    public Clearance clearance(Request request) {
        return new Clearance(
                verdicts,
                request.caller().map(Principal::organisation).orElse(null),
                request.caller().filter(Viewers::keeps).isPresent(),
                clock.millis());
    }

    /** What policies leave of what is for everybody. */
    public Clearance anybodysClearance() {
        return new Clearance(verdicts, null, false, clock.millis());
    }

    private static boolean keeps(Principal who) {
        return who.permits(Permission.SERVICE_READ_OWN) && who.permits(Permission.ANY_ORGANISATION);
    }

    public Viewer of(Request request) {
        Optional<Principal> caller = request.caller();
        if (caller.isEmpty()) {
            return Viewer.ANYBODY;
        }
        return keeps(caller.get()) ? Viewer.EVERYTHING : ofOrganisation(request);
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
