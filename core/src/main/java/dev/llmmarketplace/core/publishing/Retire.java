package dev.llmmarketplace.core.publishing;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.InstantSource;

/**
 * Ends deprecated versions when their sunset date has come. The date stands in the store, so that whoever looks next does
 * it, after a restart as well. Several processes may do it side by side. Blocking; thread-safe.
 */
public final class Retire {
    private final CatalogStore catalog;
    private final InstantSource clock;

    public Retire(CatalogStore catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Retires those that are due; answers how many. */
    public int run() {
        int retired = 0;
        for (VersionId version : catalog.findDue(clock.instant())) {
            retired += retire(version) ? 1 : 0;
        }
        return retired;
    }

    private boolean retire(VersionId version) {
        try {
            catalog.transition(version, ServiceStatus.RETIRED, "Its sunset date has come.");
            return true;
        } catch (ProblemException e) {
            if (e.problem().code() != ErrorCode.CONFLICT) {
                throw e;
            }
            return false; // another was faster, or it was taken back
        }
    }
}
