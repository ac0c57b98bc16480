package dev.llmmarketplace.server.rest.syndication;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Whole addresses of pages.
 *
 * @param home the marketplace's, without a path; known once it listens
 */
public record Links(Supplier<URI> home) {
    String page(String path) {
        return home.get() + path;
    }

    String page(ServiceVersion service) {
        return page("/services/" + service.manifest().name());
    }
}
