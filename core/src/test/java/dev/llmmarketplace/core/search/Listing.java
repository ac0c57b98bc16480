package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.Audience;
import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Compliance;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Farewell;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceManifest.Documents;
import dev.llmmarketplace.core.catalog.ServiceManifest.Modalities;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.SupportLevel;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes listings for tests: what is not said is ordinary. Each name has always the same service id. */
public final class Listing {
    private static final Instant LISTED = Instant.parse("2026-01-01T00:00:00Z");

    private final ServiceName name;
    private String title;
    private String description = "An ordinary service.";
    private Category category = Category.TEXT_GENERATION;
    private @Nullable String model;
    private SortedSet<String> tags = new TreeSet<>();
    private List<Capability> capabilities = List.of();
    private SortedSet<Modality> inputs = new TreeSet<>(Set.of(Modality.TEXT));
    private SortedSet<Modality> outputs = new TreeSet<>(Set.of(Modality.TEXT));
    private @Nullable PriceBook prices =
            new PriceBook(PricingModel.PER_TOKEN, "USD", Rates.perMillionTokens(1, 1), List.of(), null);
    private ComplianceLevel level = ComplianceLevel.PUBLIC;
    private SortedSet<String> residency = new TreeSet<>();
    private long context;
    private SortedSet<String> parameters = new TreeSet<>();
    private @Nullable LocalDate released;
    private ServiceStatus status = ServiceStatus.ACTIVE;
    private boolean callable = true;
    private SortedSet<String> certifications = new TreeSet<>();
    private boolean gdpr;
    private boolean hipaa;
    private @Nullable Integer retention;
    private @Nullable String licence;
    private Protocol protocol = Protocol.REST;
    private String availability = "99.9";
    private Duration latency = Duration.ofSeconds(10);
    private long outputTokens;
    private Audience audience = Audience.PUBLIC;

    private Listing(ServiceName name) {
        this.name = name;
        this.title = name.service();
    }

    /** @param name {@code provider/service} */
    public static Listing of(String name) {
        return new Listing(ServiceName.parse(name));
    }

    public static ServiceId id(String name) {
        return new ServiceId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    public Listing audience(Audience value) {
        audience = value;
        return this;
    }

    public Listing title(String text) {
        title = text;
        return this;
    }

    public Listing description(String text) {
        description = text;
        return this;
    }

    public Listing category(Category value) {
        category = value;
        return this;
    }

    public Listing model(String text) {
        model = text;
        return this;
    }

    public Listing tags(String... values) {
        tags = new TreeSet<>(List.of(values));
        return this;
    }

    public Listing capability(String capability, String text) {
        capabilities = List.of(new Capability(capability, text, null));
        return this;
    }

    public Listing inputs(Set<Modality> values) {
        inputs = new TreeSet<>(values);
        return this;
    }

    public Listing outputs(Set<Modality> values) {
        outputs = new TreeSet<>(values);
        return this;
    }

    /** @param input and output in nano-dollars per million tokens */
    public Listing prices(long input, long output) {
        return prices(
                new PriceBook(PricingModel.PER_TOKEN, "USD", Rates.perMillionTokens(input, output), List.of(), null));
    }

    public Listing prices(@Nullable PriceBook book) {
        prices = book;
        return this;
    }

    public Listing level(ComplianceLevel value) {
        level = value;
        return this;
    }

    public Listing residency(String... countries) {
        residency = new TreeSet<>(List.of(countries));
        return this;
    }

    public Listing certified(String... names) {
        certifications = new TreeSet<>(List.of(names));
        return this;
    }

    public Listing privacy(boolean gdprCompliant, boolean hipaaCompliant) {
        gdpr = gdprCompliant;
        hipaa = hipaaCompliant;
        return this;
    }

    public Listing retention(@Nullable Integer days) {
        retention = days;
        return this;
    }

    public Listing licence(@Nullable String name) {
        licence = name;
        return this;
    }

    public Listing protocol(Protocol value) {
        protocol = value;
        return this;
    }

    /** @param percent as promised */
    public Listing availability(String percent) {
        availability = percent;
        return this;
    }

    /** As promised. */
    public Listing latency(Duration longest) {
        latency = longest;
        return this;
    }

    public Listing outputTokens(long tokens) {
        outputTokens = tokens;
        return this;
    }

    public Listing context(long tokens) {
        context = tokens;
        return this;
    }

    public Listing parameters(String... values) {
        parameters = new TreeSet<>(List.of(values));
        return this;
    }

    public Listing released(String day) {
        released = LocalDate.parse(day);
        return this;
    }

    public Listing deprecated() {
        status = ServiceStatus.DEPRECATED;
        return this;
    }

    public Listing notCallable() {
        callable = false;
        return this;
    }

    public ServiceVersion build() {
        return new ServiceVersion(
                VersionId.next(),
                id(name.toString()),
                OrganisationId.next(),
                manifest(),
                status,
                prices == null ? null : PriceVersionId.next(),
                callable,
                !callable,
                LISTED,
                LISTED,
                status == ServiceStatus.DEPRECATED ? LISTED : null,
                Farewell.NONE);
    }

    private ServiceManifest manifest() {
        return new ServiceManifest(
                name,
                SemanticVersion.parse("1.0.0"),
                title,
                description,
                category,
                tags,
                model,
                capabilities,
                new Modalities(inputs, outputs),
                List.of(endpoint()),
                prices,
                new ServiceLevel(new BigDecimal(availability), latency, SupportLevel.BASIC, Duration.ofSeconds(60)),
                new Compliance(level, certifications, residency, gdpr, hipaa, retention),
                new Limits(context, outputTokens),
                parameters,
                new Documents(null, null, null, null, licence, null, null),
                released,
                audience,
                null);
    }

    private Endpoint endpoint() {
        return new Endpoint(
                URI.create("https://api.example.com/v1"),
                protocol,
                Dialect.OPENAI,
                new Endpoint.Authentication.Bearer(),
                name.service(),
                null);
    }
}
