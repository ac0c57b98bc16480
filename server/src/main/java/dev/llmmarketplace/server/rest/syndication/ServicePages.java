package dev.llmmarketplace.server.rest.syndication;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.catalog.Providers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The portal's document at the address of a service, with what search engines want to know of the service in its head.
 * What the public may not see gets the same document without it, as does what does not exist.
 */
final class ServicePages {
    private static final String HEAD_END = "</head>";

    private final CatalogStore catalog;
    private final Providers providers;
    private final Links links;
    private final Optional<String> document = document();

    ServicePages(CatalogStore catalog, Providers providers, Links links) {
        this.catalog = catalog;
        this.providers = providers;
        this.links = links;
    }

    /** @throws ProblemException {@code NOT_FOUND} where the program was built without the portal */
    Answer page(Request request) {
        String plain = document.orElseThrow(
                () -> new ProblemException(ErrorCode.NOT_FOUND, "This marketplace was built without its portal."));
        String page = listed(request)
                .map(service -> LinkedData.of(service, providers.of(service), links.page(service)))
                .map(data -> plain.replace(HEAD_END, data.element() + HEAD_END))
                .orElse(plain);
        return Answer.text("text/html; charset=utf-8", page).with(Map.of("cache-control", "no-cache"));
    }

    private Optional<ServiceVersion> listed(Request request) {
        return named(request)
                .flatMap(catalog::findCurrent)
                .flatMap(current ->
                        catalog.findListed(List.of(current.service())).stream().findFirst())
                .filter(Viewer.ANYBODY::sees);
    }

    /** Empty for what cannot be a name: the page says so itself. */
    private static Optional<ServiceName> named(Request request) {
        try {
            return Optional.of(new ServiceName(request.text("provider"), request.text("service")));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> document() {
        try (InputStream in = ServicePages.class.getResourceAsStream("/portal/index.html")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
