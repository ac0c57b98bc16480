package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Services by name on the wire, by id inside. A service keeps its name for ever, so what has been looked up once is kept,
 * up to a bound. Thread-safe.
 */
public final class ServiceNames {
    private static final int MAX_KEPT = 20_000;

    private final CatalogStore catalog;
    private final Viewers viewers;
    private final Map<ServiceId, String> kept = new ConcurrentHashMap<>();

    public ServiceNames(CatalogStore catalog, Viewers viewers) {
        this.catalog = catalog;
        this.viewers = viewers;
    }

    /**
     * The service that a name or an id stands for.
     *
     * @throws ProblemException {@code NOT_FOUND}, also for what the caller of {@code request} may not see
     */
    public ServiceId resolve(Request request, String nameOrId) {
        Viewer viewer = viewers.of(request);
        return resolve(nameOrId, viewer);
    }

    /** As {@link #resolve(Request, String)}, for who decides about all services, whether he sees them or not. */
    public ServiceId resolveAny(String nameOrId) {
        return resolve(nameOrId, Viewer.EVERYTHING);
    }

    private ServiceId resolve(String nameOrId, Viewer viewer) {
        return (nameOrId.indexOf('/') < 0
                        ? catalog.findCurrent(ServiceId.parse(nameOrId))
                        : catalog.findCurrent(ServiceName.parse(nameOrId)))
                .filter(current -> listed(current).map(viewer::sees).orElseGet(() -> viewer.sees(current)))
                .map(ServiceVersion::service)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND, "There is no service '" + nameOrId + "'. Search for it by its words."));
    }

    private Optional<ServiceVersion> listed(ServiceVersion current) {
        return current.status().listed()
                ? Optional.of(current)
                : catalog.findListed(List.of(current.service())).stream().findFirst();
    }

    /** {@code provider/service}; the bare id of a service that is gone. */
    public String of(ServiceId id) {
        String known = kept.get(id);
        return known != null ? known : catalog.findCurrent(id).map(this::keep).orElse(id.toString());
    }

    private String keep(ServiceVersion version) {
        String name = version.manifest().name().toString();
        if (kept.size() < MAX_KEPT) {
            kept.put(version.service(), name);
        }
        return name;
    }
}
