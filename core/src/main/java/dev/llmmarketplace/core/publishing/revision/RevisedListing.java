package dev.llmmarketplace.core.publishing.revision;

import dev.llmmarketplace.core.catalog.ServiceVersion;

/**
 * A version with how often its listing was revised, both of one moment.
 *
 * @param revision 0 as it was published
 */
public record RevisedListing(ServiceVersion version, int revision) {}
