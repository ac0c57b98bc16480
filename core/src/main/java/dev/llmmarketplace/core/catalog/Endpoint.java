package dev.llmmarketplace.core.catalog;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider serves, without the credential. A version may have several: calls go to those of the lowest priority
 * number, shared out by weight, and to the others when these fail.
 *
 * @param name unique within the version; what operators and the provider know it by
 * @param url base address; for the OpenAI and Anthropic dialects up to and including {@code /v1}
 * @param upstreamModel what the provider calls the model; replaces {@code model} in forwarded bodies
 * @param region where it runs, as the provider names it; null when unknown
 * @param country where it runs, ISO 3166-1 alpha-2 or {@code EU}; null when not stated
 * @param credential which of the service's stored credentials it takes
 * @param priority 0..100; lower ones are asked first
 * @param weight 1..1000; its share of the calls among those of the same priority
 * @param http {@code AUTO} when null is given, as versions that are older than the choice do
 */
public record Endpoint(
        String name,
        URI url,
        Protocol protocol,
        Dialect dialect,
        Authentication authentication,
        String upstreamModel,
        @Nullable String region,
        @Nullable String country,
        String credential,
        int priority,
        int weight,
        HttpVersion http) {
    /** How many a version may have. */
    public static final int MOST = 16;

    /** The credential of an endpoint that names none. */
    public static final String DEFAULT_CREDENTIAL = "default";

    private static final String ONLY = "endpoint-1";

    public Endpoint {
        http = requireNonNullElse(http, HttpVersion.AUTO);
    }

    /** One whose HTTP is found out. */
    public Endpoint(
            String name,
            URI url,
            Protocol protocol,
            Dialect dialect,
            Authentication authentication,
            String upstreamModel,
            @Nullable String region,
            @Nullable String country,
            String credential,
            int priority,
            int weight) {
        this(
                name,
                url,
                protocol,
                dialect,
                authentication,
                upstreamModel,
                region,
                country,
                credential,
                priority,
                weight,
                HttpVersion.AUTO);
    }

    /** The only endpoint of a version. */
    public Endpoint(
            URI url,
            Protocol protocol,
            Dialect dialect,
            Authentication authentication,
            String upstreamModel,
            @Nullable String region) {
        this(ONLY, url, protocol, dialect, authentication, upstreamModel, region, null, DEFAULT_CREDENTIAL, 0, 1);
    }

    /** The country as stated, or as the region's name tells; empty when neither does. */
    public Optional<String> place() {
        return country == null ? Regions.country(region) : Optional.of(country);
    }

    /** What it lies in as far as is known: its country and, of a member, {@code EU}. */
    public List<String> places() {
        return place().map(Regions::around).orElse(List.of());
    }

    /** True when calls need a stored credential. */
    public boolean needsCredential() {
        return !(authentication instanceof Authentication.None);
    }

    /** How a credential travels to the provider. */
    public sealed interface Authentication {
        /** As manifests write it. */
        default String type() {
            return switch (this) {
                case None() -> "none";
                case Bearer() -> "bearer";
                case Header _ -> "header";
                case OAuth2 _ -> "oauth2";
                case MutualTls() -> "mtls";
            };
        }

        /** The endpoint needs none. */
        record None() implements Authentication {}

        /** {@code Authorization: Bearer <credential>}. */
        record Bearer() implements Authentication {}

        /** {@code <header>: <credential>}. */
        record Header(String name) implements Authentication {}

        /**
         * {@code Authorization: Bearer} with an access token that the credential, as the client's secret, gets from the
         * provider's authority (OAuth 2.0 client credentials).
         *
         * @param scope asked for; null for the authority's own choice
         */
        record OAuth2(
                URI tokenUrl, String clientId, @Nullable String scope) implements Authentication {}

        /** Not at all: the credential is who the marketplace is in the TLS handshake, PEM certificates and key. */
        record MutualTls() implements Authentication {}
    }
}
