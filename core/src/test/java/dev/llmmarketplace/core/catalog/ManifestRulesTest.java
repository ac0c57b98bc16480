package dev.llmmarketplace.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.Endpoint.Authentication;
import dev.llmmarketplace.core.catalog.ServiceManifest.Documents;
import dev.llmmarketplace.core.catalog.ServiceManifest.Modalities;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest must keep beyond its form. */
final class ManifestRulesTest {
    private static final Rates PRICED = Rates.perMillionTokens(1, 2);

    private final ManifestRules rules = new ManifestRules(url -> url.getPort() == 9999);

    @Test
    void aPublicEncryptedEndpointWithPricesIsFine() {
        assertThat(broken("https://api.example.com/v1")).isEmpty();
        assertThat(broken("https://93.184.216.34/v1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com/v1",
                "https://localhost/v1",
                "https://api.localhost/v1",
                "https://127.0.0.1/v1",
                "https://10.1.2.3/v1",
                "https://192.168.0.9/v1",
                "https://169.254.169.254/latest",
                "https://0.0.0.0/v1",
                "https://127.1/v1",
                "https://[::1]/v1",
                "https://user:password@api.example.com/v1",
                "https://api.example.com/v1?key=1",
                "wss://api.example.com/v1"
            })
    void endpointsThatAreLocalPlainOrOddAreRefused(String url) {
        assertThat(broken(url)).contains("/endpoint/url");
    }

    @Test
    void whatTheOperatorAllowsIsExempt() {
        assertThat(broken("http://127.0.0.1:9999/v1")).isEmpty();
    }

    @Test
    void priceAndModelSayTheSame() {
        assertThat(broken(PricingModel.PER_TOKEN, Rates.perRequest(5))).contains("/pricing/rates");
        assertThat(broken(PricingModel.PER_REQUEST, PRICED)).contains("/pricing/rates", "/pricing/rates/request");
        assertThat(broken(PricingModel.SUBSCRIPTION, PRICED)).contains("/pricing/rates");
        assertThat(broken(PricingModel.PER_REQUEST, Rates.perRequest(5))).isEmpty();
        assertThat(broken(PricingModel.FREE, Rates.perRequest(0))).isEmpty();
        assertThat(broken(PricingModel.SUBSCRIPTION, Rates.perRequest(0))).isEmpty();
    }

    @Test
    void aCurrencyMustExist() {
        PriceBook book = new PriceBook(PricingModel.PER_TOKEN, "XYZ", PRICED, List.of(), null);

        assertThat(fields(manifest("https://a.example/v1", book, compliance(Set.of(), false))))
                .contains("/pricing/currency");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "FR", "EU"})
    void dataInTheEuFollowsItsLaw(String country) {
        assertThat(residency(country, false)).contains("/compliance/gdpr");
        assertThat(residency(country, true)).isEmpty();
    }

    @Test
    void aCountryMustExist() {
        assertThat(residency("US", false)).isEmpty();
        assertThat(residency("XX", false)).contains("/compliance/dataResidency");
    }

    @ParameterizedTest
    @CsvSource({
        "DE, eu-central-1, , ''",
        "EU, eu-west-1, , ''",
        "EU, europe-west4, , ''",
        "EU, fra, FR, ''",
        "DE EU, EU, , ''",
        "US, westus3, , ''",
        "DE, us-east-1, , /endpoints/1/region",
        "EU, eu-west-2, , /endpoints/1/region",
        "EU, switzerlandnorth, , /endpoints/1/region",
        "DE, EU, , /endpoints/1/region",
        "DE, eu-central-1, US, /endpoints/1/country",
        "DE, somewhere, , /endpoints/1/country",
        "DE, , , /endpoints/1/country"
    })
    void noEndpointLiesOutsideTheResidency(
            String residency, @Nullable String region, @Nullable String country, String field) {
        Compliance compliance = compliance(Set.of(residency.split(" ")), true);
        List<Endpoint> endpoints =
                List.of(endpoint("home", "x", residency.substring(0, 2)), endpoint("away", region, country));

        List<String> fields = fields(served(endpoints, book(PricingModel.PER_TOKEN, PRICED), compliance));

        assertThat(fields).isEqualTo(field.isEmpty() ? List.of() : List.of(field));
    }

    @Test
    void aSingleEndpointMayLeaveItsPlaceToTheResidencyButNotContradictIt() {
        Compliance german = compliance(Set.of("DE"), true);
        PriceBook book = book(PricingModel.PER_TOKEN, PRICED);

        assertThat(fields(served(List.of(endpoint("only", null, null)), book, german)))
                .isEmpty();
        assertThat(fields(served(List.of(endpoint("only", "us-east-1", null)), book, german)))
                .containsExactly("/endpoint/region");
    }

    @Test
    void endpointsOfOneVersionHaveNamesAndSpeakTheSame() {
        Endpoint one = endpoint("one", null, null);
        Endpoint other = new Endpoint(
                "one",
                one.url(),
                Protocol.REST,
                Dialect.CUSTOM,
                one.authentication(),
                "m",
                null,
                null,
                "default",
                0,
                1);

        assertThat(fields(
                        served(List.of(one, other), book(PricingModel.PER_TOKEN, PRICED), compliance(Set.of(), false))))
                .containsExactly("/endpoints/1/name", "/endpoints/1/dialect");
    }

    @Test
    void certificatesNeedTlsAndGrpcNeedsHttp2() {
        Endpoint grpc = new Endpoint(
                "one",
                URI.create("http://api.example.com"),
                Protocol.GRPC,
                Dialect.CUSTOM,
                new Authentication.MutualTls(),
                "m",
                null,
                null,
                "default",
                0,
                1,
                HttpVersion.HTTP_1_1);

        assertThat(fields(served(List.of(grpc), book(PricingModel.PER_TOKEN, PRICED), compliance(Set.of(), false))))
                .contains("/endpoint/http", "/endpoint/authentication/type");
    }

    private static Endpoint endpoint(String name, @Nullable String region, @Nullable String country) {
        return new Endpoint(
                name,
                URI.create("https://api.example.com/v1"),
                Protocol.REST,
                Dialect.OPENAI,
                new Authentication.None(),
                "model",
                region,
                country,
                Endpoint.DEFAULT_CREDENTIAL,
                0,
                1);
    }

    @Test
    void aServiceWithoutPriceOrEndpointIsWarnedOf() {
        ServiceManifest bare = manifest(null, null, compliance(Set.of(), false));

        ManifestReport report = rules.check(bare);

        assertThat(report.valid()).isTrue();
        assertThat(report.warnings()).extracting(Violation::field).contains("/endpoint", "/pricing");
    }

    private List<String> broken(String url) {
        return fields(manifest(url, book(PricingModel.PER_TOKEN, PRICED), compliance(Set.of(), false)));
    }

    private List<String> broken(PricingModel model, Rates rates) {
        return fields(manifest("https://a.example/v1", book(model, rates), compliance(Set.of(), false)));
    }

    private List<String> residency(String country, boolean gdpr) {
        PriceBook book = book(PricingModel.PER_TOKEN, PRICED);
        return fields(manifest("https://a.example/v1", book, compliance(Set.of(country), gdpr)));
    }

    private List<String> fields(ServiceManifest manifest) {
        return rules.check(manifest).violations().stream().map(Violation::field).toList();
    }

    private static PriceBook book(PricingModel model, Rates rates) {
        return new PriceBook(model, "USD", rates, List.of(), null);
    }

    private static Compliance compliance(Set<String> residency, boolean gdpr) {
        return new Compliance(ComplianceLevel.PUBLIC, new TreeSet<>(), new TreeSet<>(residency), gdpr, false, null);
    }

    private static ServiceManifest manifest(@Nullable String url, @Nullable PriceBook book, Compliance compliance) {
        List<Endpoint> endpoints = url == null
                ? List.of()
                : List.of(new Endpoint(
                        URI.create(url), Protocol.REST, Dialect.OPENAI, new Authentication.None(), "model", null));
        return served(endpoints, book, compliance);
    }

    private static ServiceManifest served(List<Endpoint> endpoints, @Nullable PriceBook book, Compliance compliance) {
        return new ServiceManifest(
                new ServiceName("acme", "chat"),
                new SemanticVersion(1, 0, 0),
                "A service",
                "A service for a test.",
                Category.TEXT_GENERATION,
                new TreeSet<>(),
                null,
                List.of(new Capability("chat", "", null)),
                new Modalities(new TreeSet<>(Set.of(Modality.TEXT)), new TreeSet<>(Set.of(Modality.TEXT))),
                endpoints,
                book,
                new ServiceLevel(
                        BigDecimal.valueOf(99), Duration.ofSeconds(30), SupportLevel.BASIC, Duration.ofSeconds(30)),
                compliance,
                new Limits(0, 0),
                new TreeSet<>(),
                Documents.NONE,
                null);
    }
}
