package dev.llmmarketplace.core.catalog;

import java.util.Locale;
import java.util.Set;

/** Residency names countries that exist, and the EU's law holds where the data is in the EU. */
final class ComplianceRules {
    private static final String REGION_EU = "EU";
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> EU = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

    private ComplianceRules() {}

    static void check(Compliance compliance, Findings found) {
        for (String country : compliance.dataResidency()) {
            if (!country.equals(REGION_EU) && !COUNTRIES.contains(country)) {
                found.violation(
                        "/compliance/dataResidency",
                        "ISO 3166-1 alpha-2 codes, or EU",
                        "'" + country + "' is none",
                        "Write for example DE, or EU for all its members.");
            }
        }
        boolean inTheEu = compliance.dataResidency().stream().anyMatch(c -> c.equals(REGION_EU) || EU.contains(c));
        if (inTheEu && !compliance.gdpr()) {
            found.violation(
                    "/compliance/gdpr",
                    "true with a residency in the EU",
                    "was false",
                    "Set it to true when the service follows the GDPR; otherwise it must not keep data in the EU.");
        }
    }
}
