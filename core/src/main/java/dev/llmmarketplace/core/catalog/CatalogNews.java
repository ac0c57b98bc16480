package dev.llmmarketplace.core.catalog;

import java.time.Instant;
import java.util.List;

/** What came onto the public list lately, and what will leave it. Blocking; thread-safe. */
public interface CatalogNews {
    /** A service as it is listed now, and when it came onto the list or its end was announced. */
    record Item(ServiceVersion service, Instant since) {}

    /**
     * The services that were listed first a short time ago, the latest first; a new version of an old service is none.
     *
     * @param limit 1..100
     */
    List<Item> listed(int limit);

    /**
     * The services of which no version is active any more and one is deprecated, the latest announcement first.
     *
     * @param limit 1..100
     */
    List<Item> deprecated(int limit);
}
