package dev.llmmarketplace.core.catalog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which country a region lies in. Reads codes of countries and the names that the large clouds give their regions; their
 * lists are public (AWS "Regions and Zones", Google Cloud "Regions and zones", Azure "geographies").
 */
final class Regions {
    static final String EU = "EU";

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> MEMBERS = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

    private static final Map<String, String> BY_NAME = byName(
            // AWS
            "US us-east-1 us-east-2 us-west-1 us-west-2 us-gov-east-1 us-gov-west-1",
            "CA ca-central-1 ca-west-1",
            "MX mx-central-1",
            "BR sa-east-1",
            "DE eu-central-1",
            "CH eu-central-2",
            "IE eu-west-1",
            "GB eu-west-2",
            "FR eu-west-3",
            "IT eu-south-1",
            "ES eu-south-2",
            "SE eu-north-1",
            "JP ap-northeast-1 ap-northeast-3",
            "KR ap-northeast-2",
            "SG ap-southeast-1",
            "AU ap-southeast-2 ap-southeast-4",
            "ID ap-southeast-3",
            "MY ap-southeast-5",
            "NZ ap-southeast-6",
            "TH ap-southeast-7",
            "IN ap-south-1 ap-south-2",
            "HK ap-east-1",
            "TW ap-east-2",
            "IL il-central-1",
            "AE me-central-1",
            "BH me-south-1",
            "ZA af-south-1",
            "CN cn-north-1 cn-northwest-1",
            // Google Cloud
            "US us-central1 us-east1 us-east4 us-east5 us-south1 us-west1 us-west2 us-west3 us-west4",
            "CA northamerica-northeast1 northamerica-northeast2",
            "MX northamerica-south1",
            "BR southamerica-east1",
            "CL southamerica-west1",
            "BE europe-west1",
            "GB europe-west2",
            "DE europe-west3 europe-west10",
            "NL europe-west4",
            "CH europe-west6",
            "IT europe-west8 europe-west12",
            "FR europe-west9",
            "FI europe-north1",
            "SE europe-north2",
            "PL europe-central2",
            "ES europe-southwest1",
            "TW asia-east1",
            "HK asia-east2",
            "JP asia-northeast1 asia-northeast2",
            "KR asia-northeast3",
            "IN asia-south1 asia-south2",
            "SG asia-southeast1",
            "ID asia-southeast2",
            "AU australia-southeast1 australia-southeast2",
            "IL me-west1",
            "QA me-central1",
            "SA me-central2",
            "ZA africa-south1",
            // Azure
            "US eastus eastus2 centralus northcentralus southcentralus westcentralus westus westus2 westus3",
            "CA canadacentral canadaeast",
            "BR brazilsouth brazilsoutheast",
            "MX mexicocentral",
            "IE northeurope",
            "NL westeurope",
            "DE germanywestcentral germanynorth",
            "FR francecentral francesouth",
            "SE swedencentral swedensouth",
            "CH switzerlandnorth switzerlandwest",
            "GB uksouth ukwest",
            "NO norwayeast norwaywest",
            "PL polandcentral",
            "IT italynorth",
            "ES spaincentral",
            "AT austriaeast",
            "JP japaneast japanwest",
            "KR koreacentral koreasouth",
            "AU australiaeast australiasoutheast australiacentral",
            "IN centralindia southindia westindia",
            "SG southeastasia",
            "HK eastasia",
            "AE uaenorth uaecentral",
            "QA qatarcentral",
            "IL israelcentral",
            "ZA southafricanorth southafricawest",
            "NZ newzealandnorth");

    private Regions() {}

    private static Map<String, String> byName(String... lines) {
        Map<String, String> countries = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            Arrays.stream(words).skip(1).forEach(name -> countries.put(name, words[0]));
        }
        return Map.copyOf(countries);
    }

    /** An ISO 3166-1 alpha-2 code or {@code EU}; empty when the name does not tell. */
    static Optional<String> country(@Nullable String region) {
        if (region == null) {
            return Optional.empty();
        }
        String code = region.toUpperCase(Locale.ROOT);
        return known(code) ? Optional.of(code) : Optional.ofNullable(BY_NAME.get(region.toLowerCase(Locale.ROOT)));
    }

    static boolean known(String code) {
        return code.equals(EU) || COUNTRIES.contains(code);
    }

    static boolean inTheEu(String code) {
        return code.equals(EU) || MEMBERS.contains(code);
    }

    /** The country and, of a member, {@code EU}. */
    static List<String> around(String country) {
        return MEMBERS.contains(country) ? List.of(country, EU) : List.of(country);
    }

    /** True when what lies in {@code country} lies within one of {@code residency}. */
    static boolean within(String country, Set<String> residency) {
        return residency.contains(country) || residency.contains(EU) && inTheEu(country);
    }
}
