package dev.llmmarketplace.adapters.contract;

import dev.llmmarketplace.core.catalog.Capability;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Compliance;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.OpenApiDocument;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.SupportLevel;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Manifests that say something in every field. */
public final class Manifests {
    private Manifests() {}

    public static ServiceManifest manifest(ServiceName name, String version) {
        return manifest(
                name, version, endpoint(new Endpoint.Authentication.Header("x-api-key")), prices(3_000_000_000L));
    }

    public static ServiceManifest manifest(
            ServiceName name, String version, @Nullable Endpoint endpoint, @Nullable PriceBook prices) {
        return manifest(name, version, endpoint == null ? List.of() : List.of(endpoint), prices, "Über-Chat \"one\"");
    }

    /** With these endpoints. */
    public static ServiceManifest served(ServiceName name, List<Endpoint> endpoints) {
        return manifest(name, "1.0.0", endpoints, prices(3_000_000_000L), "Über-Chat");
    }

    private static ServiceManifest manifest(
            ServiceName name, String version, List<Endpoint> endpoints, @Nullable PriceBook prices, String title) {
        return new ServiceManifest(
                name,
                SemanticVersion.parse(version),
                title,
                "Talks, reasons and writes code.\n\n* really",
                Category.TEXT_GENERATION,
                new TreeSet<>(List.of("chat", "code")),
                "llama-3.3-70b",
                List.of(
                        new Capability("chat", "Talks", "{\"type\":\"object\", \"properties\":{}}"),
                        new Capability("tools", "Calls functions", null)),
                new ServiceManifest.Modalities(
                        new TreeSet<>(List.of(Modality.TEXT, Modality.IMAGE)), new TreeSet<>(List.of(Modality.TEXT))),
                endpoints,
                prices,
                new ServiceLevel(
                        new BigDecimal("99.90"),
                        Duration.ofMillis(2500),
                        SupportLevel.PREMIUM,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(3),
                        true),
                new Compliance(
                        ComplianceLevel.INTERNAL,
                        new TreeSet<>(List.of("SOC2")),
                        new TreeSet<>(List.of("DE", "EU")),
                        true,
                        false,
                        30),
                new Limits(131_072, 8_192),
                new TreeSet<>(List.of("temperature", "tools")),
                new ServiceManifest.Documents(
                        "# Read me",
                        "https://example.org/docs",
                        null,
                        null,
                        "Apache-2.0",
                        "# Card",
                        OpenApiDocument.of("{\"openapi\":\"3.1.0\"}")),
                LocalDate.of(2026, 3, 1));
    }

    /** As a public catalogue gives it: no endpoint, prices with their source. */
    public static ServiceManifest listing(ServiceName name, long outputPrice, LocalDate asOf) {
        PriceBook prices = prices(outputPrice);
        return manifest(
                name,
                "1.0.0",
                null,
                new PriceBook(
                        prices.model(),
                        prices.currency(),
                        prices.rates(),
                        prices.tiers(),
                        new PriceBook.Provenance("openrouter", name.toString(), asOf)));
    }

    public static ServiceManifest titled(ServiceManifest manifest, String title) {
        return manifest(
                manifest.name(), manifest.version().toString(), manifest.endpoints(), manifest.pricing(), title);
    }

    public static Endpoint endpoint(Endpoint.Authentication authentication) {
        return new Endpoint(
                URI.create("https://api.example.org/v1"),
                Protocol.REST,
                Dialect.OPENAI,
                authentication,
                "upstream-model",
                "eu-central");
    }

    public static Endpoint endpoint(String name, String credential, int priority, int weight) {
        return new Endpoint(
                name,
                URI.create("https://" + name + ".example.org/v1"),
                Protocol.REST,
                Dialect.OPENAI,
                new Endpoint.Authentication.Bearer(),
                "upstream-model",
                "eu-central-1",
                "DE",
                credential,
                priority,
                weight);
    }

    /** @param output nano-dollars per million tokens */
    public static PriceBook prices(long output) {
        return new PriceBook(
                PricingModel.PER_TOKEN,
                "USD",
                Rates.perMillionTokens(75_000_000, output),
                List.of(new PriceBook.Tier(200_000, Rates.perMillionTokens(150_000_000, 2 * output))),
                null);
    }

    /** Many names of one provider, in their order. */
    public static List<ServiceName> names(String provider, int count) {
        TreeSet<ServiceName> names = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            names.add(new ServiceName(provider, "model-" + i));
        }
        return List.copyOf(Collections.unmodifiableSortedSet(names));
    }
}
