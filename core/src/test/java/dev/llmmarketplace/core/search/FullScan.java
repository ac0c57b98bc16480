package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Filters and counts by looking at every service, in the plainest way: what an index must agree with. */
final class FullScan {
    private final List<ServiceVersion> services;
    private final Filters filters;
    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();

    FullScan(List<ServiceVersion> services, Filters filters) {
        this.services = services;
        this.filters = filters;
        add("category", filters.categories(), manifest -> List.of(manifest.category()));
        addPlain(
                "provider",
                filters.providers(),
                manifest -> List.of(manifest.name().provider()));
        addPlain("tag", filters.tags(), ServiceManifest::tags);
        addPlain("capability", filters.capabilities(), FullScan::capabilities);
        addPlain("parameter", filters.parameters(), ServiceManifest::supportedParameters);
        add("input", filters.inputs(), manifest -> manifest.modalities().input());
        add("output", filters.outputs(), manifest -> manifest.modalities().output());
        add("pricingModel", filters.pricingModels(), FullScan::pricingModel);
        add(
                "complianceLevel",
                filters.complianceLevels(),
                manifest -> List.of(manifest.compliance().level()));
        addPlain(
                "residency",
                filters.residency(),
                manifest -> manifest.compliance().dataResidency());
        addFlag("free", filters.free(), service -> free(service.manifest().pricing()));
        addFlag("callable", filters.callable(), ServiceVersion::callable);
    }

    List<ServiceId> hits() {
        return services.stream()
                .filter(service -> admitted(service, null))
                .map(ServiceVersion::service)
                .toList();
    }

    List<SearchAnswer.Facet> facets() {
        return dimensions.entrySet().stream()
                .map(entry -> new SearchAnswer.Facet(entry.getKey(), counts(entry.getKey(), entry.getValue())))
                .toList();
    }

    private List<SearchAnswer.Count> counts(String name, Dimension dimension) {
        Map<String, Long> counts = new TreeMap<>();
        dimension.chosen().forEach(value -> counts.put(value, 0L));
        services.stream()
                .filter(service -> admitted(service, name))
                .flatMap(service -> dimension.values().apply(service).stream())
                .forEach(value -> counts.merge(value, 1L, Long::sum));
        return counts.entrySet().stream()
                .map(entry -> new SearchAnswer.Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(SearchAnswer.Count::count).reversed())
                .toList();
    }

    private boolean admitted(ServiceVersion service, @Nullable String but) {
        return dimensions.entrySet().stream()
                        .filter(dimension -> !dimension.getKey().equals(but))
                        .allMatch(dimension -> dimension.getValue().admits(service))
                && atMost(filters.maxInputPrice(), service, Rates::input)
                && atMost(filters.maxOutputPrice(), service, Rates::output)
                && (filters.minContext() == null
                        || service.manifest().limits().contextTokens() >= filters.minContext());
    }

    private static boolean atMost(@Nullable Long most, ServiceVersion service, ToLongFunction<Rates> rate) {
        PriceBook prices = service.manifest().pricing();
        if (most == null) {
            return true;
        }
        return prices != null
                && prices.currency().equals("USD")
                && (prices.model().wireName().equals("per-token")
                        || prices.model().wireName().equals("free"))
                && rate.applyAsLong(prices.rates()) <= most;
    }

    private static boolean free(@Nullable PriceBook prices) {
        return prices != null && prices.rates().free();
    }

    private static List<String> capabilities(ServiceManifest manifest) {
        return manifest.capabilities().stream().map(Capability::name).toList();
    }

    private static List<WireName> pricingModel(ServiceManifest manifest) {
        PriceBook prices = manifest.pricing();
        return prices == null ? List.of() : List.of(prices.model());
    }

    private void add(
            String name,
            Set<? extends WireName> chosen,
            Function<ServiceManifest, Collection<? extends WireName>> values) {
        addPlain(name, wireNames(chosen), manifest -> wireNames(values.apply(manifest)));
    }

    private void addPlain(
            String name, Collection<String> chosen, Function<ServiceManifest, Collection<String>> values) {
        dimensions.put(name, new Dimension(List.copyOf(chosen), service -> values.apply(service.manifest())));
    }

    private void addFlag(String name, boolean chosen, Predicate<ServiceVersion> flag) {
        dimensions.put(
                name,
                new Dimension(
                        chosen ? List.of("true") : List.of(),
                        service -> flag.test(service) ? List.of("true") : List.of()));
    }

    private static List<String> wireNames(Collection<? extends WireName> values) {
        return values.stream().map(WireName::wireName).toList();
    }

    private record Dimension(List<String> chosen, Function<ServiceVersion, Collection<String>> values) {
        boolean admits(ServiceVersion service) {
            return chosen.isEmpty() || values.apply(service).stream().anyMatch(chosen::contains);
        }
    }
}
