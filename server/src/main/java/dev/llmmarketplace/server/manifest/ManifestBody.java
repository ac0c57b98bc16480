package dev.llmmarketplace.server.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.kernel.Secret;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A manifest as its schema has it; {@link ManifestMapping} makes the domain's of it. Lists are null when absent. */
record ManifestBody(
        int manifestVersion,
        String provider,
        String name,
        String version,
        String title,
        String description,
        String category,
        @Nullable List<String> tags,
        @Nullable String model,
        List<CapabilityBody> capabilities,
        @Nullable ModalitiesBody modalities,
        @Nullable EndpointBody endpoint,
        @Nullable List<EndpointBody> endpoints,
        @Nullable PricingBody pricing,
        @Nullable ServiceLevelBody serviceLevel,
        @Nullable ComplianceBody compliance,
        @Nullable LimitsBody limits,
        @Nullable List<String> supportedParameters,
        @Nullable DocumentsBody documents,
        @Nullable LocalDate releasedOn,
        @Nullable String visibility,
        @Nullable List<String> visibleTo,
        @Nullable SignatureBody signature) {

    /** The endpoints' secrets by their names. */
    Map<String, Secret> credentials() {
        Map<String, Secret> secrets = new HashMap<>();
        credentialsAsWritten().forEach((name, secret) -> secrets.put(name, new Secret(secret)));
        return secrets;
    }

    /** Where a name stands twice, the first secret counts. */
    Map<String, String> credentialsAsWritten() {
        Map<String, String> secrets = new HashMap<>();
        Stream.concat(Stream.ofNullable(endpoint), Stream.ofNullable(endpoints).flatMap(List::stream))
                .map(EndpointBody::authentication)
                .filter(Objects::nonNull)
                .filter(authentication -> authentication.credential() != null)
                .forEach(authentication ->
                        secrets.putIfAbsent(authentication.credentialNamed(), authentication.credential()));
        return secrets;
    }

    record SignatureBody(String key, String value) {}

    record CapabilityBody(
            String name,
            @Nullable String description,
            @Nullable JsonNode parameters) {}

    record ModalitiesBody(List<String> input, List<String> output) {}

    record EndpointBody(
            @Nullable String name,
            String url,
            @Nullable String protocol,
            @Nullable String dialect,
            @Nullable String http,
            @Nullable AuthenticationBody authentication,
            @Nullable String upstreamModel,
            @Nullable String region,
            @Nullable String country,
            @Nullable Integer priority,
            @Nullable Integer weight) {}

    record AuthenticationBody(
            String type,
            @Nullable String header,
            @Nullable String credential,
            @Nullable String credentialName,
            @Nullable String tokenUrl,
            @Nullable String clientId,
            @Nullable String scope) {
        String credentialNamed() {
            return credentialName == null ? Endpoint.DEFAULT_CREDENTIAL : credentialName;
        }

        @Override
        public String toString() {
            return "AuthenticationBody[type=" + type + "]"; // without the secret
        }
    }

    record PricingBody(
            String model,
            @Nullable String currency,
            @Nullable RatesBody rates,
            @Nullable List<TierBody> tiers,
            @Nullable ProvenanceBody provenance) {}

    record RatesBody(
            @Nullable BigDecimal input,
            @Nullable BigDecimal cacheRead,
            @Nullable BigDecimal cacheWrite5m,
            @Nullable BigDecimal cacheWrite1h,
            @Nullable BigDecimal output,
            @Nullable BigDecimal reasoning,
            @Nullable BigDecimal audioInput,
            @Nullable BigDecimal audioOutput,
            @Nullable BigDecimal image,
            @Nullable BigDecimal request) {
        static final RatesBody NONE = new RatesBody(null, null, null, null, null, null, null, null, null, null);
    }

    record TierBody(long aboveInputTokens, RatesBody rates) {}

    record ProvenanceBody(String source, String reference, LocalDate asOf) {}

    record ServiceLevelBody(
            @Nullable BigDecimal availability,
            @Nullable Long maxLatencyMillis,
            @Nullable String support,
            @Nullable Long timeoutMillis,
            @Nullable Long betweenBytesMillis,
            @Nullable Long totalMillis,
            @Nullable Boolean hedging) {
        static final ServiceLevelBody NONE = new ServiceLevelBody(null, null, null, null, null, null, null);
    }

    record ComplianceBody(
            @Nullable String level,
            @Nullable List<String> certifications,
            @Nullable List<String> dataResidency,
            @Nullable Boolean gdpr,
            @Nullable Boolean hipaa,
            @Nullable Integer retentionDays) {
        static final ComplianceBody NONE = new ComplianceBody(null, null, null, null, null, null);
    }

    record LimitsBody(
            @Nullable Long contextTokens,
            @Nullable Long outputTokens,
            @Nullable Long requestsPerMinute,
            @Nullable Long tokensPerMinute,
            @Nullable Integer concurrency) {
        static final LimitsBody NONE = new LimitsBody(null, null, null, null, null);
    }

    record DocumentsBody(
            @Nullable String documentation,
            @Nullable String documentationUrl,
            @Nullable String exampleUsage,
            @Nullable String logoUrl,
            @Nullable String licence,
            @Nullable String modelCard,
            @Nullable JsonNode openapi) {
        static final DocumentsBody NONE = new DocumentsBody(null, null, null, null, null, null, null);
    }
}
