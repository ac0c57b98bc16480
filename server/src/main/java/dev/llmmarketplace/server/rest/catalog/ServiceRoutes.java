package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.Viewers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reading services. */
public final class ServiceRoutes {
    private final CatalogStore catalog;
    private final AccessStore access;
    private final Providers providers;
    private final Viewers viewers;
    private final ServiceLookup lookup;

    public ServiceRoutes(CatalogStore catalog, AccessStore access, Providers providers, Viewers viewers) {
        this.catalog = catalog;
        this.access = access;
        this.providers = providers;
        this.lookup = new ServiceLookup(catalog, viewers);
        this.viewers = viewers;
    }

    public void register(Routes routes) {
        routes.on("listServices", this::list);
        routes.on("getService", this::get);
        routes.on("getServiceByName", this::getByName);
        routes.on("listServiceVersions", this::versions);
        routes.on("getServiceVersion", this::getVersion);
    }

    private Answer list(Request request) {
        Optional<String> slug = request.find("provider");
        Optional<OrganisationId> provider =
                slug.flatMap(access::findOrganisation).map(Organisation::id);
        Optional<ServiceStatus> status =
                request.find("status", name -> WireName.parse(ServiceStatus.class, name, "status"));
        Visibility visibility = new Visibility(request.caller());
        boolean all =
                visibility.everything() || provider.filter(visibility::own).isPresent();
        ServiceStatus shown = status.orElse(all ? null : ServiceStatus.ACTIVE);
        if (slug.isPresent() && provider.isEmpty() || !all && shown != null && !shown.listed()) {
            return Answer.ok(PageBody.whole(List.<ServiceVersion>of(), body(request)));
        }
        Category category = request.find("category", name -> WireName.parse(Category.class, name, "category"))
                .orElse(null);
        Page<ServiceVersion> page = catalog.list(
                new CatalogStore.Filter(provider.orElse(null), shown, category, viewers.of(request)), request.page());
        return Answer.ok(PageBody.from(page, body(request)));
    }

    private Answer get(Request request) {
        return Answer.ok(body(request).apply(lookup.current(request)));
    }

    private Answer getByName(Request request) {
        ServiceName name = new ServiceName(request.text("provider"), request.text("service"));
        return Answer.ok(body(request).apply(lookup.visible(catalog.findCurrent(name), request)));
    }

    private Answer versions(Request request) {
        return Answer.ok(PageBody.whole(lookup.versions(request), body(request)));
    }

    private Answer getVersion(Request request) {
        return Answer.ok(body(request).apply(lookup.version(request)));
    }

    private Function<ServiceVersion, ServiceBody> body(Request request) {
        Visibility visibility = new Visibility(request.caller());
        Clearance clearance = viewers.clearance(request);
        return version -> ServiceBody.from(version, providers, visibility.own(version.provider()), clearance);
    }
}
