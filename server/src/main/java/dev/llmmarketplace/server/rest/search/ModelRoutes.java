package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.search.SearchCatalogue;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.Workload;
import dev.llmmarketplace.core.sla.QualityStore;
import dev.llmmarketplace.core.sla.ServiceQuality;
import dev.llmmarketplace.core.sla.Window;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.Viewers;
import dev.llmmarketplace.server.rest.catalog.Providers;
import dev.llmmarketplace.server.rest.catalog.ServiceSummaryBody;
import dev.llmmarketplace.server.rest.sla.QualityBody;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One model, wherever it is offered: prices and measured quality side by side. */
public final class ModelRoutes {
    private static final int MOST_SERVICES = 100;

    private final SearchCatalogue catalogue;
    private final QualityStore quality;
    private final Providers providers;
    private final Viewers viewers;
    private final InstantSource clock;

    public ModelRoutes(
            SearchCatalogue catalogue,
            QualityStore quality,
            Providers providers,
            Viewers viewers,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.quality = quality;
        this.providers = providers;
        this.viewers = viewers;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("getModel", this::get);
    }

    record ModelBody(String model, int withheld, long total, List<OfferBody> services) {}

    record OfferBody(
            ServiceSummaryBody service,
            QualityBody quality,
            @Nullable WorkloadBody workload) {}

    private Answer get(Request request) {
        String model = request.text("model");
        Workload workload = WorkloadBody.read(request::find).orElse(null);
        Clearance clearance = viewers.clearance(request);
        SearchCatalogue.Findings found = catalogue.search(query(model, workload), viewers.of(request), clearance);
        List<ServiceVersion> services =
                found.hits().stream().map(SearchCatalogue.Finding::service).toList();
        if (services.isEmpty() && found.withheld() == 0) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "No service that you may see serves '" + model + "'.");
        }
        Window window = request.find("window", name -> WireName.parse(Window.class, name, "window"))
                .orElse(Window.MONTH);
        return Answer.ok(
                new ModelBody(model, found.withheld(), found.total(), offers(services, window, workload, clearance)));
    }

    /** The cheapest first: for the workload, else for three tokens in and one out. */
    private static SearchQuery query(String model, @Nullable Workload workload) {
        return new SearchQuery(
                "",
                Filters.NONE.with(Trait.MODEL, Set.of(model)),
                workload == null ? Sort.PRICE_BLENDED : Sort.WORKLOAD,
                MOST_SERVICES,
                null,
                workload);
    }

    private List<OfferBody> offers(
            List<ServiceVersion> services, Window window, @Nullable Workload workload, Clearance clearance) {
        Window.Period period = window.endingAt(clock.instant());
        Map<ServiceId, ServiceQuality> measured =
                quality.find(services.stream().map(ServiceVersion::service).toList(), period);
        return services.stream()
                .map(service -> new OfferBody(
                        ServiceSummaryBody.from(service, providers.of(service), clearance),
                        QualityBody.from(window, period, measured.getOrDefault(service.service(), ServiceQuality.NONE)),
                        WorkloadBody.of(workload, service)))
                .toList();
    }
}
