package dev.llmmarketplace.adapters.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What expressions may name, with types, so that a misspelt field is found when a policy is stored and not when it is
 * asked. {@link Facts} fills it.
 */
final class Vocabulary implements CelTypeProvider {
    static final String SERVICE = "service";
    static final String PROVIDER = "provider";
    static final String CONSUMER = "consumer";
    static final String REQUEST = "request";

    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TRUTH = SimpleType.BOOL;
    private static final CelType NUMBER = SimpleType.INT;
    private static final CelType DECIMAL = SimpleType.DOUBLE;
    private static final CelType TIME = SimpleType.TIMESTAMP;
    private static final CelType TEXTS = ListType.create(TEXT);

    /** Of each kind of thing, its fields. */
    static final Map<String, Map<String, CelType>> KINDS = kinds();

    private static Map<String, Map<String, CelType>> kinds() {
        Map<String, Map<String, CelType>> kinds = new LinkedHashMap<>();
        kinds.put(
                "Service",
                Map.ofEntries(
                        Map.entry("name", TEXT),
                        Map.entry("version", TEXT),
                        Map.entry("title", TEXT),
                        Map.entry("description", TEXT),
                        Map.entry("category", TEXT),
                        Map.entry("tags", TEXTS),
                        Map.entry("model", TEXT),
                        Map.entry("capabilities", TEXTS),
                        Map.entry("input", TEXTS),
                        Map.entry("output", TEXTS),
                        Map.entry("licence", TEXT),
                        Map.entry("signed", TRUTH),
                        Map.entry("places", TEXTS),
                        Map.entry("endpoints", ListType.create(thing("Endpoint"))),
                        Map.entry("pricing", thing("Pricing")),
                        Map.entry("serviceLevel", thing("ServiceLevel")),
                        Map.entry("compliance", thing("Compliance")),
                        Map.entry("limits", thing("Limits"))));
        kinds.put(
                "Endpoint",
                Map.of(
                        "name", TEXT,
                        "host", TEXT,
                        "scheme", TEXT,
                        "protocol", TEXT,
                        "encrypted", TRUTH,
                        "authenticated", TRUTH,
                        "authentication", TEXT,
                        "local", TRUTH,
                        "region", TEXT,
                        "country", TEXT));
        kinds.put(
                "Pricing",
                Map.of(
                        "stated", TRUTH,
                        "model", TEXT,
                        "currency", TEXT,
                        "free", TRUTH,
                        "inputPerMillion", DECIMAL,
                        "outputPerMillion", DECIMAL,
                        "perRequest", DECIMAL));
        kinds.put(
                "ServiceLevel",
                Map.of(
                        "availability", DECIMAL,
                        "maxLatencyMillis", NUMBER,
                        "timeoutMillis", NUMBER,
                        "support", TEXT));
        kinds.put(
                "Compliance",
                Map.of(
                        "level", TEXT,
                        "certifications", TEXTS,
                        "dataResidency", TEXTS,
                        "gdpr", TRUTH,
                        "hipaa", TRUTH,
                        "retentionStated", TRUTH,
                        "retentionDays", NUMBER));
        kinds.put(
                "Limits",
                Map.of(
                        "contextTokens", NUMBER,
                        "outputTokens", NUMBER,
                        "requestsPerMinute", NUMBER,
                        "tokensPerMinute", NUMBER,
                        "concurrency", NUMBER));
        kinds.put(
                "Organisation",
                Map.of("slug", TEXT, "name", TEXT, "provider", TRUTH, "consumer", TRUTH, "since", TIME));
        kinds.put("Request", Map.of("action", TEXT, "attributes", MapType.create(TEXT, TEXT)));
        return kinds;
    }

    /** What an expression may begin with. */
    static Map<String, CelType> variables() {
        return Map.of(
                SERVICE, thing("Service"),
                PROVIDER, thing("Organisation"),
                CONSUMER, thing("Organisation"),
                REQUEST, thing("Request"));
    }

    private static CelType thing(String kind) {
        return StructTypeReference.create(kind);
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return KINDS.keySet().stream().map(Vocabulary::struct).collect(ImmutableList.toImmutableList());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return KINDS.containsKey(name) ? Optional.of(struct(name)) : Optional.empty();
    }

    private static CelType struct(String kind) {
        ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(KINDS.getOrDefault(kind, Map.of()));
        return StructType.create(kind, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }
}
