package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.SupportLevel;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What services are filtered and counted by: each a set of words per service, of which a filter asks for any one, or where
 * services add them up ({@link #all}) for all.
 */
public enum Trait implements WireName {
    CATEGORY(
            "category",
            words(Category.values()),
            service -> names(List.of(service.manifest().category()))),
    PROVIDER("provider", service -> List.of(service.manifest().name().provider())),
    TAG("tag", service -> service.manifest().tags()),
    CAPABILITY("capability", Trait::capabilities),
    /** See {@link Feature}; a filter asks for all. */
    FEATURE("feature", words(Feature.values()), service -> Feature.of(service.manifest())),
    /** Request parameters that the service understands. */
    PARAMETER("parameter", service -> service.manifest().supportedParameters()),
    INPUT(
            "input",
            words(Modality.values()),
            service -> names(service.manifest().modalities().input())),
    OUTPUT(
            "output",
            words(Modality.values()),
            service -> names(service.manifest().modalities().output())),
    PRICING_MODEL("pricingModel", words(PricingModel.values()), Trait::pricingModel),
    COMPLIANCE_LEVEL(
            "complianceLevel",
            words(ComplianceLevel.values()),
            service -> names(List.of(service.manifest().compliance().level()))),
    /** A filter asks for all. */
    CERTIFICATION("certification", service -> service.manifest().compliance().certifications()),
    /** Countries; what lies in a member of the EU lies in {@code EU} as well. */
    RESIDENCY("residency", service -> service.manifest().compliance().residencyAround()),
    LICENCE(
            "licence",
            service -> Optional.ofNullable(service.manifest().documents().licence()).stream()
                    .toList()),
    MODEL(
            "model",
            service -> Optional.ofNullable(service.manifest().model()).stream().toList()),
    STATUS("status", listed(), service -> names(List.of(service.status()))),
    PROTOCOL(
            "protocol",
            words(Protocol.values()),
            service -> service.manifest().endpoints().stream()
                    .map(endpoint -> endpoint.protocol().wireName())
                    .collect(Collectors.toCollection(TreeSet::new))),
    DIALECT(
            "dialect",
            words(Dialect.values()),
            service -> service.manifest().endpoints().stream()
                    .map(endpoint -> endpoint.dialect().wireName())
                    .collect(Collectors.toCollection(TreeSet::new))),
    SUPPORT(
            "support",
            words(SupportLevel.values()),
            service -> names(List.of(service.manifest().serviceLevel().support()))),
    /** Who listed it: its provider himself, or the import of a public catalogue. */
    SOURCE(
            "source",
            Set.of("provider", "catalogue"),
            service -> List.of(service.imported() ? "catalogue" : "provider")),
    GDPR("gdpr", flag(), service -> ifTrue(service.manifest().compliance().gdpr())),
    HIPAA("hipaa", flag(), service -> ifTrue(service.manifest().compliance().hipaa())),
    FREE("free", flag(), service -> ifTrue(free(service))),
    /** Can be called through this marketplace, not only looked at. */
    CALLABLE("callable", flag(), service -> ifTrue(service.callable())),
    /** Of a provider that somebody has made sure of. No manifest says so: see {@link TrackRecords#verified}. */
    VERIFIED("verified", flag(), service -> List.of());

    private static final String TRUE = "true";

    private final String wireName;
    private final Set<String> words;
    private final Function<ServiceVersion, Collection<String>> values;

    Trait(String wireName, Function<ServiceVersion, Collection<String>> values) {
        this(wireName, Set.of(), values);
    }

    Trait(String wireName, Set<String> words, Function<ServiceVersion, Collection<String>> values) {
        this.wireName = wireName;
        this.words = words;
        this.values = values;
    }

    /** The filter's and the facet's name. */
    @Override
    public String wireName() {
        return wireName;
    }

    /** Of one service; none when it has nothing of the kind. */
    public Collection<String> of(ServiceVersion service) {
        return values.apply(service);
    }

    /** All words there can be; empty when providers are free to choose them. */
    public Set<String> words() {
        return words;
    }

    /** Of one service, as far as its manifest or anything else tells. */
    public Collection<String> of(ServiceVersion service, TrackRecords records) {
        return this == VERIFIED
                ? ifTrue(records.verified(service.service(), service.manifest().name()))
                : of(service);
    }

    /** True when a filter asks for all of its words, not for any one. */
    public boolean all() {
        return this == FEATURE || this == CERTIFICATION;
    }

    /** True when there is but one word, {@code true}, which a service has or has not. */
    public boolean isFlag() {
        return words.equals(flag());
    }

    /** @throws ProblemException {@code VALIDATION_FAILED} for a word that cannot be */
    void require(Collection<String> chosen) {
        for (String word : chosen) {
            if (!words.isEmpty() && !words.contains(word)) {
                throw new ProblemException(Problem.invalid(
                        wireName,
                        "one of " + String.join(", ", new TreeSet<>(words)),
                        "was '" + word + "'",
                        "Choose one of the listed values."));
            }
        }
    }

    private static Set<String> words(WireName[] constants) {
        return Arrays.stream(constants).map(WireName::wireName).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> listed() {
        return Arrays.stream(ServiceStatus.values())
                .filter(ServiceStatus::listed)
                .map(WireName::wireName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> flag() {
        return Set.of("true");
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
