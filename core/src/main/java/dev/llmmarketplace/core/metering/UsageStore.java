package dev.llmmarketplace.core.metering;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about shipped usage. Blocking; thread-safe. */
public interface UsageStore {
    /** Newest first. */
    Page<UsageRecord> records(Filter filter, Page.Request page);

    Optional<UsageRecord> find(CallId call);

    /** One line per service and currency, by descending cost. */
    List<Summary> summary(Filter filter);

    /**
     * Either {@code consumer} or {@code provider} is set, unless the caller may see all; other null components do not
     * restrict.
     *
     * @param from inclusive
     * @param to exclusive
     */
    record Filter(
            @Nullable OrganisationId consumer,
            @Nullable OrganisationId provider,
            @Nullable ServiceId service,
            @Nullable KeyId key,
            @Nullable Outcome outcome,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * @param service name of the service, {@code provider/service}
     * @param p50Micros median duration of completed calls, within 5 %; 0 when there is none
     */
    record Summary(
            String service,
            long calls,
            long completed,
            long promptTokens,
            long answerTokens,
            Money cost,
            long p50Micros,
            long p95Micros) {}
}
