package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.ranking.TrackRecord;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Filters and counts by looking at every service, in the plainest way: what an index must agree with. */
final class FullScan {
    /** Of these a filter asks for all words, of others for any one. */
    private static final Set<Trait> ALL = Set.of(Trait.FEATURE, Trait.CERTIFICATION);

    private final List<ServiceVersion> services;
    private final Filters filters;
    private final TrackRecords records;
    private final Map<Trait, Function<ServiceVersion, Collection<String>>> dimensions = new LinkedHashMap<>();

    FullScan(List<ServiceVersion> services, Filters filters, TrackRecords records) {
        this.services = services;
        this.filters = filters;
        this.records = records;
        add(Trait.CATEGORY, manifest -> List.of(manifest.category()));
        addPlain(Trait.PROVIDER, manifest -> List.of(manifest.name().provider()));
        addPlain(Trait.TAG, ServiceManifest::tags);
        addPlain(Trait.CAPABILITY, FullScan::capabilities);
        addPlain(Trait.FEATURE, FullScan::features);
        addPlain(Trait.PARAMETER, ServiceManifest::supportedParameters);
        add(Trait.INPUT, manifest -> manifest.modalities().input());
        add(Trait.OUTPUT, manifest -> manifest.modalities().output());
        add(Trait.PRICING_MODEL, FullScan::pricingModel);
        add(Trait.COMPLIANCE_LEVEL, manifest -> List.of(manifest.compliance().level()));
        addPlain(Trait.CERTIFICATION, manifest -> manifest.compliance().certifications());
        addPlain(Trait.RESIDENCY, FullScan::residency);
        addPlain(Trait.LICENCE, manifest -> present(manifest.documents().licence()));
        addPlain(Trait.MODEL, manifest -> present(manifest.model()));
        add(Trait.PROTOCOL, manifest -> List.of(manifest.endpoints().getFirst().protocol()));
        add(Trait.DIALECT, manifest -> List.of(manifest.endpoints().getFirst().dialect()));
        add(Trait.SUPPORT, manifest -> List.of(manifest.serviceLevel().support()));
        dimensions.put(Trait.STATUS, service -> List.of(service.deprecatedAt() == null ? "active" : "deprecated"));
        dimensions.put(Trait.SOURCE, service -> List.of(service.imported() ? "catalogue" : "provider"));
        addFlag(Trait.GDPR, service -> service.manifest().compliance().gdpr());
        addFlag(Trait.HIPAA, service -> service.manifest().compliance().hipaa());
        addFlag(Trait.FREE, service -> free(service.manifest().pricing()));
        addFlag(
                Trait.VERIFIED,
                service ->
                        records.verified(service.service(), service.manifest().name()));
        addFlag(Trait.CALLABLE, ServiceVersion::callable);
    }

    List<ServiceId> hits() {
        return services.stream()
                .filter(service -> admitted(service, null))
                .map(ServiceVersion::service)
                .toList();
    }

    List<SearchAnswer.Facet> facets() {
        return dimensions.keySet().stream()
                .map(trait -> new SearchAnswer.Facet(trait.wireName(), counts(trait)))
                .toList();
    }

    private List<SearchAnswer.Count> counts(Trait trait) {
        Map<String, Long> counts = new TreeMap<>();
        filters.of(trait).forEach(value -> counts.put(value, 0L));
        services.stream()
                .filter(service -> admitted(service, ALL.contains(trait) ? null : trait))
                .flatMap(service -> values(trait, service).stream())
                .forEach(value -> counts.merge(value, 1L, Long::sum));
        return counts.entrySet().stream()
                .map(entry -> new SearchAnswer.Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(SearchAnswer.Count::count).reversed())
                .toList();
    }

    List<SearchAnswer.Histogram> histograms() {
        return Arrays.stream(Figure.values())
                .map(figure -> new SearchAnswer.Histogram(figure, buckets(figure)))
                .toList();
    }

    private List<SearchAnswer.Bucket> buckets(Figure figure) {
        return IntStream.range(0, figure.buckets())
                .mapToObj(figure::range)
                .map(range -> new SearchAnswer.Bucket(
                        range,
                        services.stream()
                                .filter(service -> admitted(service, figure))
                                .flatMap(service -> number(figure, service).stream())
                                .filter(number -> (range.least() == null || number >= range.least())
                                        && (range.most() == null || number <= range.most()))
                                .count()))
                .filter(bucket -> bucket.count() > 0)
                .toList();
    }

    private boolean admitted(ServiceVersion service, @Nullable Object but) {
        return Arrays.stream(Trait.values()).filter(trait -> trait != but).allMatch(trait -> chosen(trait, service))
                && Arrays.stream(Figure.values())
                        .filter(figure -> figure != but)
                        .allMatch(figure -> within(figure, service));
    }

    private boolean chosen(Trait trait, ServiceVersion service) {
        Collection<String> values = values(trait, service);
        return ALL.contains(trait)
                ? values.containsAll(filters.of(trait))
                : filters.of(trait).isEmpty() || values.stream().anyMatch(filters.of(trait)::contains);
    }

    private Collection<String> values(Trait trait, ServiceVersion service) {
        return dimensions.getOrDefault(trait, any -> List.of()).apply(service);
    }

    private boolean within(Figure figure, ServiceVersion service) {
        Long least = filters.of(figure).least();
        Long most = filters.of(figure).most();
        if (most == null && (least == null || least <= 0)) {
            return true;
        }
        Optional<Long> number = number(figure, service);
        return number.isPresent() && (least == null || number.get() >= least) && (most == null || number.get() <= most);
    }

    private Optional<Long> number(Figure figure, ServiceVersion service) {
        TrackRecord record = records.of(service.service());
        ServiceManifest manifest = service.manifest();
        Integer retention = manifest.compliance().retentionDays();
        return switch (figure) {
            case INPUT_PRICE -> price(manifest.pricing(), Rates::input);
            case OUTPUT_PRICE -> price(manifest.pricing(), Rates::output);
            case BLENDED_PRICE -> price(manifest.pricing(), rates -> (rates.input() * 3 + rates.output()) / 4);
            case CONTEXT -> Optional.of(manifest.limits().contextTokens()).filter(tokens -> tokens > 0);
            case OUTPUT_TOKENS -> Optional.of(manifest.limits().outputTokens()).filter(tokens -> tokens > 0);
            case RETENTION_DAYS -> Optional.ofNullable(retention).map(Integer::longValue);
            case AVAILABILITY ->
                Optional.of((long) (manifest.serviceLevel().availability().doubleValue() * 1000 + 0.5));
            case LATENCY -> Optional.of(manifest.serviceLevel().maxLatency().toMillis());
            case RELEASED -> Optional.ofNullable(manifest.releasedOn()).map(LocalDate::toEpochDay);
            case UPDATED -> Optional.ofNullable(service.publishedAt()).map(time -> time.getEpochSecond() / 86_400);
            case MEASURED_LATENCY -> measured(record.slowMillis(), 1);
            case UPTIME -> measured(record.availability(), 1_000);
            case RATING -> measured(record.rating(), 100);
        };
    }

    private static Optional<Long> measured(@Nullable Double figure, int parts) {
        return Optional.ofNullable(figure).map(number -> Math.round(number * parts));
    }

    private static Optional<Long> price(@Nullable PriceBook prices, ToLongFunction<Rates> rate) {
        return Optional.ofNullable(prices)
                .filter(book -> book.currency().equals("USD"))
                .filter(book ->
                        Set.of("per-token", "free").contains(book.model().wireName()))
                .map(book -> rate.applyAsLong(book.rates()));
    }

    /** Of the words that are drawn. */
    private static Set<String> features(ServiceManifest manifest) {
        Set<String> features = new HashSet<>();
        List<String> capabilities = capabilities(manifest);
        if (manifest.supportedParameters().contains("tools") || capabilities.contains("tools")) {
            features.add("tools");
        }
        if (capabilities.contains("json")) {
            features.add("json");
        }
        Map.of(
                        Modality.IMAGE, "vision",
                        Modality.AUDIO, "audio-input",
                        Modality.VIDEO, "video-input",
                        Modality.FILE, "file-input")
                .forEach((input, feature) -> {
                    if (manifest.modalities().input().contains(input)) {
                        features.add(feature);
                    }
                });
        if (manifest.tags().contains("vision")) {
            features.add("vision");
        }
        return features;
    }

    private static List<String> present(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    private static Set<String> residency(ServiceManifest manifest) {
        Set<String> places = new HashSet<>(manifest.compliance().dataResidency());
        if (places.contains("DE") || places.contains("FR")) {
            places.add("EU");
        }
        return places;
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

    private void add(Trait trait, Function<ServiceManifest, Collection<? extends WireName>> values) {
        addPlain(
                trait,
                manifest ->
                        values.apply(manifest).stream().map(WireName::wireName).toList());
    }

    private void addPlain(Trait trait, Function<ServiceManifest, Collection<String>> values) {
        dimensions.put(trait, service -> values.apply(service.manifest()));
    }

    private void addFlag(Trait trait, Predicate<ServiceVersion> flag) {
        dimensions.put(trait, service -> flag.test(service) ? List.of("true") : List.of());
    }
}
