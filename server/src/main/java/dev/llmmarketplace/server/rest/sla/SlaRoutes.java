package dev.llmmarketplace.server.rest.sla;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.sla.Breach;
import dev.llmmarketplace.core.sla.BreachStore;
import dev.llmmarketplace.core.sla.QualityStore;
import dev.llmmarketplace.core.sla.ServiceQuality;
import dev.llmmarketplace.core.sla.SlaRules;
import dev.llmmarketplace.core.sla.Window;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ServiceNames;
import dev.llmmarketplace.server.rest.catalog.ServiceLookup;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a service promises, how it did, and where it broke its promise. */
public final class SlaRoutes {
    private static final int MOST_LASTING = 10;

    private final QualityStore quality;
    private final BreachStore breaches;
    private final ServiceLookup lookup;
    private final ServiceNames names;
    private final InstantSource clock;

    public SlaRoutes(
            QualityStore quality, BreachStore breaches, ServiceLookup lookup, ServiceNames names, InstantSource clock) {
        this.quality = quality;
        this.breaches = breaches;
        this.lookup = lookup;
        this.names = names;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("getServiceSla", this::get);
        routes.on("listSlaBreaches", this::list);
    }

    record PromisedBody(BigDecimal availability, long maxLatencyMillis, double mostErrorPercent) {
        static PromisedBody from(ServiceLevel level) {
            return new PromisedBody(level.availability(), level.maxLatency().toMillis(), SlaRules.MOST_ERROR_PERCENT);
        }
    }

    record SlaBody(
            String service,
            String version,
            PromisedBody promised,
            List<QualityBody> windows,
            List<BreachBody> breaches) {}

    private Answer get(Request request) {
        ServiceVersion version = lookup.current(request);
        Instant now = clock.instant();
        List<QualityBody> windows = Arrays.stream(Window.values())
                .map(window -> quality(version, window, window.endingAt(now)))
                .toList();
        BreachStore.Filter lasting = new BreachStore.Filter(null, version.service(), true);
        return Answer.ok(new SlaBody(
                version.manifest().name().toString(),
                version.manifest().version().toString(),
                PromisedBody.from(version.manifest().serviceLevel()),
                windows,
                breaches.list(lasting, new Page.Request(MOST_LASTING, null)).items().stream()
                        .map(this::body)
                        .toList()));
    }

    private QualityBody quality(ServiceVersion version, Window window, Window.Period period) {
        ServiceQuality found =
                quality.find(List.of(version.service()), period).getOrDefault(version.service(), ServiceQuality.NONE);
        return QualityBody.from(window, period, found);
    }

    private Answer list(Request request) {
        BreachStore.Filter filter = new BreachStore.Filter(
                provider(request),
                request.find("service", name -> names.resolve(request, name)).orElse(null),
                request.find("lasting", Boolean::parseBoolean).orElse(false));
        return Answer.ok(PageBody.from(breaches.list(filter, request.page()), this::body));
    }

    /** Null, for all, only for who may see any organisation and names none. */
    private static @Nullable OrganisationId provider(Request request) {
        boolean all = request.callerPermits(Permission.ANY_ORGANISATION)
                && request.find("organisation").isEmpty();
        return all ? null : request.organisation();
    }

    private BreachBody body(Breach breach) {
        return BreachBody.from(breach, names.of(breach.service()));
    }
}
