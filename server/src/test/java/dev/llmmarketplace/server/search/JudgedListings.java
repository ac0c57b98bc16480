package dev.llmmarketplace.server.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.importing.Catalogue;
import dev.llmmarketplace.server.importing.Listing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The example catalogue's models as manifests, with what public catalogues do not tell (where data stays, for how long, with
 * which promises) drawn at random with a fixed seed, so that every constraint has something to decide.
 */
final class JudgedListings {
    private static final Path CATALOGUE = Path.of("../examples/catalogue/models.json");
    private static final List<List<String>> RESIDENCIES = List.of(
            List.of(), List.of("DE"), List.of("EU"), List.of("US"), List.of("US", "FR"), List.of("GB"), List.of("JP"));
    /** There the GDPR must be followed. */
    private static final Set<String> UNION = Set.of("EU", "DE", "FR");

    private static final List<List<String>> CERTIFICATIONS =
            List.of(List.of(), List.of("SOC2"), List.of("ISO27001"), List.of("ISO27001", "SOC2"));
    private static final List<Integer> RETENTIONS = List.of(0, 7, 30, 90);
    private static final List<String> AVAILABILITIES = List.of("99", "99.5", "99.9", "99.99");

    private JudgedListings() {}

    static List<JsonNode> read() throws IOException {
        Random random = new Random(4);
        Catalogue catalogue = Catalogue.read(CATALOGUE, null, null, LocalDate.of(2026, 8, 1));
        List<JsonNode> manifests = new ArrayList<>();
        for (Listing listing : catalogue.listings()) {
            ObjectNode manifest = listing.manifest("examples", catalogue.asOf());
            complete(manifest, random);
            manifests.add(manifest);
        }
        return manifests;
    }

    private static void complete(ObjectNode manifest, Random random) {
        List<String> residency = RESIDENCIES.get(random.nextInt(RESIDENCIES.size()));
        // policies want to know where data that are not public stay
        ObjectNode compliance =
                manifest.putObject("compliance").put("level", residency.isEmpty() ? "public" : "internal");
        fill(compliance.putArray("dataResidency"), residency);
        fill(compliance.putArray("certifications"), CERTIFICATIONS.get(random.nextInt(CERTIFICATIONS.size())));
        compliance.put("gdpr", residency.stream().anyMatch(UNION::contains)).put("hipaa", random.nextInt(3) == 0);
        if (random.nextInt(4) > 0) {
            compliance.put("retentionDays", RETENTIONS.get(random.nextInt(RETENTIONS.size())));
        }
        manifest.putObject("serviceLevel")
                .put("availability", Double.parseDouble(AVAILABILITIES.get(random.nextInt(AVAILABILITIES.size()))))
                .put("maxLatencyMillis", 500 * (1 + random.nextInt(40)))
                .put("support", "basic")
                .put("timeoutMillis", 60_000);
    }

    private static void fill(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
