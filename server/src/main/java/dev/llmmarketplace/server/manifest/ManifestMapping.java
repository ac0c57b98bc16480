package dev.llmmarketplace.server.manifest;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.catalog.Audience;
import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Compliance;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.ListingVisibility;
import dev.llmmarketplace.core.catalog.ManifestRule;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.OpenApiDocument;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceManifest.Documents;
import dev.llmmarketplace.core.catalog.ServiceManifest.Modalities;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.SupportLevel;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.server.manifest.ManifestBody.CapabilityBody;
import dev.llmmarketplace.server.manifest.ManifestBody.ComplianceBody;
import dev.llmmarketplace.server.manifest.ManifestBody.DocumentsBody;
import dev.llmmarketplace.server.manifest.ManifestBody.LimitsBody;
import dev.llmmarketplace.server.manifest.ManifestBody.ModalitiesBody;
import dev.llmmarketplace.server.manifest.ManifestBody.ServiceLevelBody;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a manifest of its text's form, with the defaults that the schema states. */
final class ManifestMapping {
    private static final long DEFAULT_LATENCY_MILLIS = 30_000;
    private static final BigDecimal DEFAULT_AVAILABILITY = BigDecimal.valueOf(99);

    private final ManifestBody body;
    private final List<Violation> violations;

    /** @param violations where contradictions are added that the schema cannot see and the domain cannot hold */
    ManifestMapping(ManifestBody body, List<Violation> violations) {
        this.body = body;
        this.violations = violations;
    }

    /** Empty when there are contradictions. */
    Optional<ServiceManifest> manifest() {
        Category category = wire(Category.class, body.category());
        var endpoints = new EndpointMapping(body, violations).endpoints();
        var pricing = PricingMapping.priceBook(body.pricing(), violations);
        Optional<SemanticVersion> version = version();
        return version.filter(some -> violations.isEmpty())
                .map(number -> new ServiceManifest(
                        new ServiceName(body.provider(), body.name()),
                        number,
                        body.title(),
                        body.description(),
                        category,
                        sorted(body.tags()),
                        body.model(),
                        body.capabilities().stream()
                                .map(ManifestMapping::capability)
                                .toList(),
                        modalities(body.modalities(), category),
                        endpoints,
                        pricing.orElse(null),
                        serviceLevel(requireNonNullElse(body.serviceLevel(), ServiceLevelBody.NONE)),
                        compliance(requireNonNullElse(body.compliance(), ComplianceBody.NONE)),
                        limits(requireNonNullElse(body.limits(), LimitsBody.NONE)),
                        sorted(body.supportedParameters()),
                        documents(requireNonNullElse(body.documents(), DocumentsBody.NONE)),
                        body.releasedOn(),
                        audience(),
                        null));
    }

    private Audience audience() {
        return new Audience(
                wire(ListingVisibility.class, requireNonNullElse(body.visibility(), "public")),
                sorted(body.visibleTo()));
    }

    private Optional<SemanticVersion> version() {
        if (body.version().indexOf('-') >= 0 || body.version().indexOf('+') >= 0) {
            violations.add(ManifestRule.RELEASE_VERSION.broken(
                    "/version",
                    "a release: MAJOR.MINOR.PATCH without pre-release or build parts",
                    "was '" + body.version() + "'",
                    "Publish releases only, for example '" + body.version().split("[-+]", 2)[0] + "'."));
            return Optional.empty();
        }
        return Optional.of(SemanticVersion.parse(body.version()));
    }

    private static Capability capability(CapabilityBody body) {
        return new Capability(
                body.name(),
                requireNonNullElse(body.description(), ""),
                body.parameters() == null ? null : body.parameters().toString());
    }

    private static Modalities modalities(@Nullable ModalitiesBody body, Category category) {
        if (body != null) {
            return new Modalities(wires(body.input()), wires(body.output()));
        }
        Modality output = category == Category.EMBEDDINGS ? Modality.EMBEDDING : Modality.TEXT;
        return new Modalities(new TreeSet<>(List.of(Modality.TEXT)), new TreeSet<>(List.of(output)));
    }

    private static SortedSet<Modality> wires(List<String> names) {
        SortedSet<Modality> modalities = new TreeSet<>();
        names.forEach(name -> modalities.add(wire(Modality.class, name)));
        return modalities;
    }

    private static ServiceLevel serviceLevel(ServiceLevelBody body) {
        return new ServiceLevel(
                requireNonNullElse(body.availability(), DEFAULT_AVAILABILITY),
                Duration.ofMillis(requireNonNullElse(body.maxLatencyMillis(), DEFAULT_LATENCY_MILLIS)),
                wire(SupportLevel.class, requireNonNullElse(body.support(), "basic")),
                Duration.ofMillis(requireNonNullElse(body.timeoutMillis(), DEFAULT_LATENCY_MILLIS)),
                stated(body.betweenBytesMillis()),
                stated(body.totalMillis()),
                requireNonNullElse(body.hedging(), false));
    }

    private static @Nullable Duration stated(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static Compliance compliance(ComplianceBody body) {
        return new Compliance(
                wire(ComplianceLevel.class, requireNonNullElse(body.level(), "public")),
                sorted(body.certifications()),
                sorted(body.dataResidency()),
                requireNonNullElse(body.gdpr(), false),
                requireNonNullElse(body.hipaa(), false),
                body.retentionDays());
    }

    private static Limits limits(LimitsBody body) {
        return new Limits(
                requireNonNullElse(body.contextTokens(), 0L),
                requireNonNullElse(body.outputTokens(), 0L),
                requireNonNullElse(body.requestsPerMinute(), 0L),
                requireNonNullElse(body.tokensPerMinute(), 0L),
                requireNonNullElse(body.concurrency(), 0));
    }

    private static Documents documents(DocumentsBody body) {
        return new Documents(
                body.documentation(),
                body.documentationUrl(),
                body.exampleUsage(),
                body.logoUrl(),
                body.licence(),
                body.modelCard(),
                body.openapi() == null
                        ? null
                        : OpenApiDocument.of(body.openapi().toString()));
    }

    private static SortedSet<String> sorted(@Nullable Collection<String> words) {
        return words == null ? new TreeSet<>() : new TreeSet<>(words);
    }

    /** The schema has checked the spelling. */
    static <E extends Enum<E> & WireName> E wire(Class<E> type, String name) {
        return WireName.find(type, name).orElseThrow();
    }
}
