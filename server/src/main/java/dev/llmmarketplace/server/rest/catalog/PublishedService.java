package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;

/** Shows a version as its provider sees it, to those who decide about it. Blocking; thread-safe. */
public final class PublishedService {
    private final Providers providers;
    private final Planning planning;

    public PublishedService(CatalogStore catalog, Providers providers) {
        this.providers = providers;
        this.planning = new Planning(catalog, providers);
    }

    /** The wire record of the version. */
    public Object body(ServiceVersion version) {
        return ServiceBody.from(version, providers, true);
    }

    /** The wire record of what it changes in what is listed. */
    public Object changes(ServiceVersion version) {
        return planning.changes(version);
    }
}
