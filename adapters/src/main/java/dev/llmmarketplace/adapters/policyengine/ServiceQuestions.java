package dev.llmmarketplace.adapters.policyengine;

import dev.llmmarketplace.core.catalog.Compliance;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.governance.PolicyCase;
import dev.llmmarketplace.rpc.policyengine.v1.PricingRate;
import dev.llmmarketplace.rpc.policyengine.v1.ServiceCapability;
import dev.llmmarketplace.rpc.policyengine.v1.ServiceCompliance;
import dev.llmmarketplace.rpc.policyengine.v1.ServiceEndpoint;
import dev.llmmarketplace.rpc.policyengine.v1.ServicePricing;
import dev.llmmarketplace.rpc.policyengine.v1.ServiceSla;
import dev.llmmarketplace.rpc.policyengine.v1.ValidateServiceRequest;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/** A case in the engine's words. Its message has room for one endpoint, so there is a question for each. */
final class ServiceQuestions {
    private static final double NANOS = 1e9;

    private final Predicate<URI> local;

    ServiceQuestions(Predicate<URI> local) {
        this.local = local;
    }

    /** At least one. */
    List<ValidateServiceRequest> of(PolicyCase about) {
        ValidateServiceRequest whole = question(about);
        List<ValidateServiceRequest> each = about.manifest().endpoints().stream()
                .filter(endpoint -> !local.test(endpoint.url()))
                .map(endpoint ->
                        whole.toBuilder().setEndpoint(endpoint(endpoint)).build())
                .toList();
        return each.isEmpty() ? List.of(whole) : each;
    }

    private static ValidateServiceRequest question(PolicyCase about) {
        ServiceManifest manifest = about.manifest();
        ValidateServiceRequest.Builder question = ValidateServiceRequest.newBuilder()
                .setServiceId(manifest.name().toString())
                .setName(manifest.title())
                .setVersion(manifest.version().toString())
                .setDescription(manifest.description())
                .setProviderId(about.provider().id().toString())
                .setCategory(manifest.category().wireName())
                .setCompliance(compliance(manifest.compliance()))
                .setSla(promise(manifest.serviceLevel()));
        manifest.capabilities()
                .forEach(capability -> question.addCapabilities(ServiceCapability.newBuilder()
                        .setName(capability.name())
                        .setDescription(capability.description())));
        if (manifest.pricing() != null) {
            question.setPricing(pricing(manifest.pricing()));
        }
        return question.build();
    }

    private static ServiceEndpoint endpoint(Endpoint endpoint) {
        return ServiceEndpoint.newBuilder()
                .setUrl(endpoint.url().toString())
                .setProtocol(endpoint.protocol().wireName())
                .setAuthentication(endpoint.authentication().type())
                .build();
    }

    private static ServiceCompliance compliance(Compliance compliance) {
        return ServiceCompliance.newBuilder()
                .setLevel(compliance.level().wireName())
                .addAllCertifications(compliance.certifications())
                .addAllDataResidency(compliance.dataResidency())
                .setGdprCompliant(compliance.gdpr())
                .setHipaaCompliant(compliance.hipaa())
                .build();
    }

    private static ServiceSla promise(ServiceLevel level) {
        return ServiceSla.newBuilder()
                .setAvailability(level.availability().doubleValue())
                .setMaxLatency(Math.toIntExact(level.maxLatency().toMillis()))
                .setSupportLevel(level.support().wireName())
                .build();
    }

    private static ServicePricing pricing(PriceBook pricing) {
        return ServicePricing.newBuilder()
                .setModel(pricing.model().wireName())
                .setCurrency(pricing.currency())
                .addRates(rate("input", pricing.rates().input(), "1m_tokens"))
                .addRates(rate("output", pricing.rates().output(), "1m_tokens"))
                .addRates(rate("request", pricing.rates().request(), "request"))
                .build();
    }

    private static PricingRate rate(String tier, long nanos, String unit) {
        return PricingRate.newBuilder()
                .setTier(tier)
                .setRate(nanos / NANOS)
                .setUnit(unit)
                .build();
    }
}
