package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Services by name on the wire, by id inside. A service keeps its name for ever, so what has been looked up once is kept,
 * up to a bound. Thread-safe.
 */
public final class ServiceNames {
    private static final int MAX_KEPT = 20_000;

    private final CatalogStore catalog;
    private final Map<ServiceId, String> kept = new ConcurrentHashMap<>();

    public ServiceNames(CatalogStore catalog) {
        this.catalog = catalog;
    }

    /**
     * The service that a name or an id stands for.
     *
     * @throws ProblemException {@code NOT_FOUND}
     */
    public ServiceId resolve(String nameOrId) {
        return (nameOrId.indexOf('/') < 0
                        ? catalog.findCurrent(ServiceId.parse(nameOrId))
                        : catalog.findCurrent(ServiceName.parse(nameOrId)))
                .map(ServiceVersion::service)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND, "There is no service '" + nameOrId + "'. Search for it by its words."));
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
