package dev.llmmarketplace.adapters.cel;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.Compliance;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.governance.PolicyCase;
import dev.llmmarketplace.core.kernel.WireName;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A case in the words of the {@link Vocabulary}. What is not stated is an empty text, an empty list, or 0. */
final class Facts {
    private static final double NANOS = 1e9;

    /** Endpoints that the operator allows in his own network. */
    private final Predicate<URI> local;

    Facts(Predicate<URI> local) {
        this.local = local;
    }

    Map<String, Object> of(PolicyCase about) {
        Map<String, Object> facts = new HashMap<>();
        facts.put(Vocabulary.SERVICE, service(about.manifest()));
        facts.put(Vocabulary.PROVIDER, organisation(about.provider()));
        PolicyCase.Access access = about.access();
        if (access != null) {
            facts.put(Vocabulary.CONSUMER, organisation(access.consumer()));
            facts.put(Vocabulary.REQUEST, Map.of("action", access.action(), "attributes", access.attributes()));
        }
        return facts;
    }

    private Map<String, Object> service(ServiceManifest manifest) {
        return Map.ofEntries(
                Map.entry("name", manifest.name().toString()),
                Map.entry("version", manifest.version().toString()),
                Map.entry("title", manifest.title()),
                Map.entry("description", manifest.description()),
                Map.entry("category", manifest.category().wireName()),
                Map.entry("tags", List.copyOf(manifest.tags())),
                Map.entry("model", text(manifest.model())),
                Map.entry(
                        "capabilities",
                        manifest.capabilities().stream().map(Capability::name).toList()),
                Map.entry("input", names(manifest.modalities().input())),
                Map.entry("output", names(manifest.modalities().output())),
                Map.entry("licence", text(manifest.documents().licence())),
                Map.entry("signed", manifest.signature() != null),
                Map.entry("places", places(manifest)),
                Map.entry(
                        "endpoints",
                        manifest.endpoints().stream().map(this::endpoint).toList()),
                Map.entry("pricing", pricing(manifest.pricing())),
                Map.entry("serviceLevel", serviceLevel(manifest.serviceLevel())),
                Map.entry("compliance", compliance(manifest.compliance())),
                Map.entry("limits", limits(manifest.limits())));
    }

    /** Every country that data are kept in or calls go to, as far as it is known. */
    private static List<String> places(ServiceManifest manifest) {
        TreeSet<String> places = new TreeSet<>(manifest.compliance().dataResidency());
        manifest.endpoints().forEach(endpoint -> endpoint.place().ifPresent(places::add));
        return List.copyOf(places);
    }

    private Map<String, Object> endpoint(Endpoint endpoint) {
        String scheme = text(endpoint.url().getScheme()).toLowerCase(Locale.ROOT);
        return Map.of(
                "name", endpoint.name(),
                "host", text(endpoint.url().getHost()),
                "scheme", scheme,
                "protocol", endpoint.protocol().wireName(),
                "encrypted", scheme.endsWith("s"),
                "authenticated", endpoint.needsCredential(),
                "authentication", endpoint.authentication().type(),
                "local", local.test(endpoint.url()),
                "region", text(endpoint.region()),
                "country", endpoint.place().orElse(""));
    }

    private static Map<String, Object> pricing(@Nullable PriceBook pricing) {
        return Map.of(
                "stated", pricing != null,
                "model", pricing == null ? "" : pricing.model().wireName(),
                "currency", pricing == null ? "" : pricing.currency(),
                "free", pricing != null && pricing.rates().free(),
                "inputPerMillion", pricing == null ? 0.0 : pricing.rates().input() / NANOS,
                "outputPerMillion", pricing == null ? 0.0 : pricing.rates().output() / NANOS,
                "perRequest", pricing == null ? 0.0 : pricing.rates().request() / NANOS);
    }

    private static Map<String, Object> serviceLevel(ServiceLevel level) {
        return Map.of(
                "availability", level.availability().doubleValue(),
                "maxLatencyMillis", level.maxLatency().toMillis(),
                "timeoutMillis", level.timeout().toMillis(),
                "support", level.support().wireName());
    }

    private static Map<String, Object> compliance(Compliance compliance) {
        Integer retention = compliance.retentionDays();
        return Map.of(
                "level", compliance.level().wireName(),
                "certifications", List.copyOf(compliance.certifications()),
                "dataResidency", List.copyOf(compliance.dataResidency()),
                "gdpr", compliance.gdpr(),
                "hipaa", compliance.hipaa(),
                "retentionStated", retention != null,
                "retentionDays", (long) requireNonNullElse(retention, 0));
    }

    private static Map<String, Object> limits(Limits limits) {
        return Map.of(
                "contextTokens", limits.contextTokens(),
                "outputTokens", limits.outputTokens(),
                "requestsPerMinute", limits.requestsPerMinute(),
                "tokensPerMinute", limits.tokensPerMinute(),
                "concurrency", (long) limits.concurrency());
    }

    private static Map<String, Object> organisation(Organisation organisation) {
        return Map.of(
                "slug", organisation.slug(),
                "name", organisation.name(),
                "provider", organisation.provider(),
                "consumer", organisation.consumer(),
                "since", organisation.createdAt());
    }

    private static List<String> names(Collection<? extends WireName> constants) {
        return constants.stream().map(WireName::wireName).toList();
    }

    private static String text(@Nullable String stated) {
        return stated == null ? "" : stated;
    }
}
