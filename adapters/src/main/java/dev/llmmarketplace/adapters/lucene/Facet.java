package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What services are filtered and counted by: each a set of values per service, of which a filter asks for any one. */
enum Facet {
    CATEGORY(
            "category",
            service -> names(List.of(service.manifest().category())),
            filters -> names(filters.categories())),
    PROVIDER("provider", service -> List.of(service.manifest().name().provider()), Filters::providers),
    TAG("tag", service -> service.manifest().tags(), Filters::tags),
    CAPABILITY("capability", Facet::capabilities, Filters::capabilities),
    PARAMETER("parameter", service -> service.manifest().supportedParameters(), Filters::parameters),
    INPUT("input", service -> names(service.manifest().modalities().input()), filters -> names(filters.inputs())),
    OUTPUT("output", service -> names(service.manifest().modalities().output()), filters -> names(filters.outputs())),
    PRICING_MODEL("pricingModel", Facet::pricingModel, filters -> names(filters.pricingModels())),
    COMPLIANCE_LEVEL(
            "complianceLevel",
            service -> names(List.of(service.manifest().compliance().level())),
            filters -> names(filters.complianceLevels())),
    RESIDENCY("residency", service -> service.manifest().compliance().dataResidency(), Filters::residency),
    FREE("free", service -> ifTrue(free(service)), filters -> ifTrue(filters.free())),
    CALLABLE("callable", service -> ifTrue(service.callable()), filters -> ifTrue(filters.callable()));

    private static final String TRUE = "true";

    private final String wireName;
    private final Function<ServiceVersion, Collection<String>> values;
    private final Function<Filters, Collection<String>> chosen;

    Facet(
            String wireName,
            Function<ServiceVersion, Collection<String>> values,
            Function<Filters, Collection<String>> chosen) {
        this.wireName = wireName;
        this.values = values;
        this.chosen = chosen;
    }

    /** The filter's name. */
    String wireName() {
        return wireName;
    }

    String field() {
        return "facet." + wireName;
    }

    Collection<String> values(ServiceVersion service) {
        return values.apply(service);
    }

    /** The values that a filter asks for; none when it does not restrict. */
    Set<String> chosen(Filters filters) {
        return Set.copyOf(chosen.apply(filters));
    }

    private static Collection<String> capabilities(ServiceVersion service) {
        return service.manifest().capabilities().stream().map(Capability::name).toList();
    }

    private static Collection<String> pricingModel(ServiceVersion service) {
        PriceBook prices = service.manifest().pricing();
        return prices == null ? List.of() : names(List.of(prices.model()));
    }

    private static boolean free(ServiceVersion service) {
        PriceBook prices = service.manifest().pricing();
        return prices != null
                && prices.rates().free()
                && prices.tiers().stream().allMatch(tier -> tier.rates().free());
    }

    private static Collection<String> ifTrue(boolean value) {
        return value ? List.of(TRUE) : List.of();
    }

    private static Collection<String> names(Collection<? extends WireName> values) {
        return values.stream().map(WireName::wireName).toList();
    }
}
