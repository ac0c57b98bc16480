package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.WireName;
import java.util.Locale;

/**
 * What a manifest must keep beyond its schema. Each rule has a page in {@code docs/rules} under its {@link #wireName}, with
 * an example that breaks it and one that keeps it.
 */
public enum ManifestRule implements WireName {
    RELEASE_VERSION,
    OUTPUT_WITHIN_CONTEXT,
    TOTAL_TIME_COVERS_TIMEOUT,
    TIMEOUT_COVERS_LATENCY(Severity.WARNING),
    MODALITIES_FIT_CATEGORY(Severity.WARNING),
    AUDIENCE_FITS_VISIBILITY,

    ENDPOINT_STATED(Severity.WARNING),
    ENDPOINT_OR_ENDPOINTS,
    ENDPOINT_NAMES_DIFFER,
    ENDPOINTS_SPEAK_ALIKE,
    URL_READABLE,
    URL_ABSOLUTE,
    URL_WITHOUT_QUERY,
    SCHEME_FITS_PROTOCOL,
    DIALECT_FITS_PROTOCOL,
    HTTP_FITS_PROTOCOL,
    HEADER_FITS_TYPE,
    OAUTH2_WHOLE,
    CREDENTIAL_FITS_TYPE,
    CREDENTIAL_READABLE,
    CREDENTIAL_NAMES_DIFFER,
    TOKEN_URL_ABSOLUTE,

    PRICING_STATED(Severity.WARNING),
    CURRENCY_KNOWN,
    PRICE_WITHIN_NANOS,
    FREE_WITHOUT_RATES,
    PER_TOKEN_PRICED,
    PER_REQUEST_PRICED,
    PER_REQUEST_ONLY,
    SUBSCRIPTION_WITHOUT_RATES,
    CACHE_PRICE_LOWER(Severity.WARNING),
    TIERS_DIFFER,
    TIERS_WITHIN_CONTEXT(Severity.WARNING),

    RESIDENCY_KNOWN,
    GDPR_IN_THE_EU,
    ENDPOINT_WITHIN_RESIDENCY,
    PLACES_STATED,
    PLACE_STATED(Severity.WARNING),

    URL_ENCRYPTED(Layer.SECURITY),
    URL_PUBLIC(Layer.SECURITY),
    URL_WITHOUT_CREDENTIALS(Layer.SECURITY),
    MTLS_NEEDS_TLS(Layer.SECURITY),
    TEXT_WITHOUT_SCRIPT(Layer.SECURITY),
    TEXT_WITHOUT_HIDDEN_CHARACTERS(Layer.SECURITY),
    NAME_IN_ONE_SCRIPT(Layer.SECURITY),
    SIGNATURE_KEY_IN_FORCE(Layer.SECURITY),
    SIGNATURE_FITS(Layer.SECURITY),

    OPENAPI_VERSION(Layer.OPENAPI),
    OPENAPI_INFO(Layer.OPENAPI),
    OPENAPI_PATHS(Layer.OPENAPI),
    OPENAPI_OPERATIONS(Layer.OPENAPI),
    OPENAPI_RESPONSES(Layer.OPENAPI),
    OPENAPI_REFERENCES(Layer.OPENAPI),
    OPENAPI_OPERATION_NAMES(Layer.OPENAPI, Severity.WARNING),
    OPENAPI_SUMMARIES(Layer.OPENAPI, Severity.WARNING),
    OPENAPI_CONTACT(Layer.OPENAPI, Severity.WARNING),
    OPENAPI_SERVERS(Layer.OPENAPI, Severity.WARNING);

    /** What a rule protects: the sense of the manifest, those who read and call, or the description of its operations. */
    public enum Layer {
        BUSINESS,
        SECURITY,
        OPENAPI
    }

    /** With an error nothing is published; with a warning only when the publisher asks to be strict. */
    public enum Severity {
        ERROR,
        WARNING
    }

    private final Layer layer;
    private final Severity severity;

    ManifestRule() {
        this(Layer.BUSINESS, Severity.ERROR);
    }

    ManifestRule(Severity severity) {
        this(Layer.BUSINESS, severity);
    }

    ManifestRule(Layer layer) {
        this(layer, Severity.ERROR);
    }

    ManifestRule(Layer layer, Severity severity) {
        this.layer = layer;
        this.severity = severity;
    }

    public Layer layer() {
        return layer;
    }

    public Severity severity() {
        return severity;
    }

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A finding of this rule. */
    public Violation broken(String field, String allowed, String found, String mend) {
        return new Violation(field, allowed, found, mend).under(wireName());
    }
}
