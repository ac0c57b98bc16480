package dev.llmmarketplace.core.catalog;

import java.util.SortedSet;

/**
 * Residency names countries that exist, the EU's law holds where the data is in the EU, and no endpoint lies where the data
 * must not go.
 */
final class ComplianceRules {
    private ComplianceRules() {}

    static void check(ServiceManifest manifest, Findings found) {
        Compliance compliance = manifest.compliance();
        for (String country : compliance.dataResidency()) {
            if (!Regions.known(country)) {
                found.add(
                        ManifestRule.RESIDENCY_KNOWN,
                        "/compliance/dataResidency",
                        "ISO 3166-1 alpha-2 codes, or EU",
                        "'" + country + "' is none",
                        "Write for example DE, or EU for all its members.");
            }
        }
        boolean inTheEu = compliance.dataResidency().stream().anyMatch(Regions::inTheEu);
        if (inTheEu && !compliance.gdpr()) {
            found.add(
                    ManifestRule.GDPR_IN_THE_EU,
                    "/compliance/gdpr",
                    "true with a residency in the EU",
                    "was false",
                    "Set it to true when the service follows the GDPR; otherwise it must not keep data in the EU.");
        }
        if (!compliance.dataResidency().isEmpty()) {
            checkPlaces(manifest, compliance.dataResidency(), found);
        }
    }

    /** A call that fails over must not leave the promised countries, so with several endpoints each says where it is. */
    private static void checkPlaces(ServiceManifest manifest, SortedSet<String> residency, Findings found) {
        for (int i = 0; i < manifest.endpoints().size(); i++) {
            Endpoint endpoint = manifest.endpoints().get(i);
            String field = EndpointRules.field(manifest, i);
            endpoint.place()
                    .ifPresentOrElse(
                            place -> checkPlace(field, endpoint, place, residency, found),
                            () -> unknownPlace(field, manifest, found));
        }
    }

    private static void checkPlace(
            String field, Endpoint endpoint, String place, SortedSet<String> residency, Findings found) {
        if (!Regions.within(place, residency)) {
            found.add(
                    ManifestRule.ENDPOINT_WITHIN_RESIDENCY,
                    field + (endpoint.country() == null ? "/region" : "/country"),
                    "within /compliance/dataResidency, which is " + String.join(", ", residency),
                    "the endpoint '" + endpoint.name() + "' is in " + place,
                    "Take the endpoint out, or add its country to the residency.");
        }
    }

    private static void unknownPlace(String field, ServiceManifest manifest, Findings found) {
        String rule = "stated with a data residency";
        String message = "is missing, and the region does not tell it";
        String mend = "Add the country that the endpoint runs in, for example DE.";
        if (manifest.endpoints().size() > 1) {
            found.add(ManifestRule.PLACES_STATED, field + "/country", rule, message, mend);
        } else {
            found.add(ManifestRule.PLACE_STATED, field + "/country", rule, message, mend);
        }
    }
}
