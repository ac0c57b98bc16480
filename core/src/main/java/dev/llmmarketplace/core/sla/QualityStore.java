package dev.llmmarketplace.core.sla;

import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Answers how services did, from sums that are written with the usage records. A call counts in the minute in which it
 * began. Blocking; thread-safe.
 */
public interface QualityStore {
    /** Of those of {@code services} that were called; one query. Minutes are known for two days, hours for 35. */
    Map<ServiceId, ServiceQuality> find(Collection<ServiceId> services, Window.Period period);

    /** Of all services that were called. */
    Map<ServiceId, ServiceQuality> findCalled(Window.Period period);

    /** Forgets sums that no window needs any more. */
    int purge(Instant now);
}
