package dev.llmmarketplace.core.sla;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps breaches of promises. Each beginning, worsening and end writes its event ({@code sla} topic, key is the
 * service's id) in the same transaction. Blocking; thread-safe, also among processes.
 */
public interface BreachStore {
    /** A breach that nothing was found of for so long has ended: the service is not called any more. */
    Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /**
     * Begins, worsens and ends breaches.
     *
     * @param findings one per service and promise at the most
     * @return what changed by it
     */
    List<Breach.Change> record(List<Finding> findings, Instant now);

    /** Newest first. */
    Page<Breach> list(Filter filter, Page.Request page);

    /** How many last. */
    List<Count> lasting();

    /** How many breaches last of one kind; none is 0. */
    record Count(Promise promise, Severity severity, long breaches) {}

    /** Null components do not restrict; without a provider all are seen. */
    record Filter(
            @Nullable OrganisationId provider, @Nullable ServiceId service, boolean lastingOnly) {}
}
