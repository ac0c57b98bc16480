package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Shape;
import dev.llmmarketplace.server.json.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The contract is whole: permissions, closed requests, the domain's words. */
final class ContractTest {
    /** Not needed for a route, but for a part of what it shows. */
    private static final Set<Permission> WIDENS_PUBLIC_ROUTES =
            Set.of(Permission.SERVICE_READ_OWN, Permission.SEARCH_EXPLAIN);

    private final Contract contract = Contract.load();
    private final JsonNode document =
            Document.read(contract.yaml(), Syntax.YAML).root();

    @Test
    void everyOperationNeedsAPermissionOrIsPublic() {
        forEachOperation((name, operation) -> assertThat(operation.has("x-permission") ^ operation.has("x-public"))
                .as(name)
                .isTrue());
    }

    @Test
    void everyPermissionIsNeededSomewhere() {
        Set<String> needed = new TreeSet<>();
        forEachOperation(
                (name, operation) -> needed.add(operation.path("x-permission").asText()));

        assertThat(needed)
                .containsAll(Arrays.stream(Permission.values())
                        .filter(permission -> !WIDENS_PUBLIC_ROUTES.contains(permission))
                        .map(Permission::name)
                        .toList());
    }

    @Test
    void everyRequestRefusesUnknownFields() {
        forEachOperation((name, operation) -> {
            JsonNode schema = resolve(resolve(operation.path("requestBody"))
                    .path("content")
                    .path("application/json")
                    .path("schema"));
            if (!schema.isMissingNode() && !operation.has("x-served-by") && !schema.has("$ref")) {
                assertThat(schema.path("additionalProperties").asBoolean(true))
                        .as(name)
                        .isFalse();
            }
        });
    }

    @Test
    void everyGuardedOperationSaysWhatHappensWithoutThePermission() {
        forEachOperation((name, operation) -> {
            if (operation.has("x-permission")) {
                assertThat(operation.path("responses").has("401")).as(name).isTrue();
                assertThat(operation.path("responses").has("429")).as(name).isTrue();
            }
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        document.findValuesAsText("$ref").stream()
                .filter(reference -> reference.startsWith("#"))
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void theContractSpeaksTheDomainsWords() {
        assertThat(words("Category")).isEqualTo(wireNames(Category.values()));
        assertThat(words("Modality")).isEqualTo(wireNames(Modality.values()));
        assertThat(words("PricingModel")).isEqualTo(wireNames(PricingModel.values()));
        assertThat(words("ComplianceLevel")).isEqualTo(wireNames(ComplianceLevel.values()));
        assertThat(words("ServiceStatus")).isEqualTo(wireNames(ServiceStatus.values()));
        assertThat(words("Outcome")).isEqualTo(wireNames(Outcome.values()));
        assertThat(words("SearchSort")).isEqualTo(wireNames(SearchQuery.Sort.values()));
        assertThat(words("Role")).isEqualTo(wireNames(Role.values()));
    }

    @Test
    void everyFilterOfTheDomainCanBeAskedForByParameterAndByBody() {
        Set<String> filters = new TreeSet<>(Set.of(
                "q",
                "constraints",
                "explain",
                "denied",
                "sort",
                "limit",
                "cursor",
                "inputTokens",
                "cachedTokens",
                "outputTokens",
                "callsPerMonth"));
        Arrays.stream(Trait.values()).map(Trait::wireName).forEach(filters::add);
        for (Figure figure : Figure.values()) {
            filters.addAll(List.of(figure.leastField(), figure.mostField()));
        }
        Set<String> parameters = new TreeSet<>();
        document.at("/paths/~1api~1v1~1search/get/parameters")
                .forEach(parameter ->
                        parameters.add(resolve(parameter).path("name").asText()));
        Set<String> fields = new TreeSet<>();
        document.at("/components/schemas/SearchQuestion/properties")
                .fieldNames()
                .forEachRemaining(fields::add);

        assertThat(parameters).isEqualTo(filters);
        assertThat(fields).isEqualTo(filters);
    }

    @Test
    void theManifestsSchemaIsAJsonSchema() {
        assertThat(Shape.ofSchemas().violations(contract.manifestSchema(), "")).isEmpty();
    }

    @Test
    void theBundleHoldsTheManifestsSchema() {
        JsonNode bundle = Document.read(contract.json(), Syntax.JSON).root();

        assertThat(bundle.at("/components/schemas/ServiceManifest/properties/provider")
                        .isObject())
                .isTrue();
        assertThat(bundle.findValuesAsText("$ref"))
                .allSatisfy(reference -> assertThat(
                                bundle.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private interface OperationReader {
        void read(String name, JsonNode operation);
    }

    private void forEachOperation(OperationReader reader) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> !member.getKey().equals("parameters"))
                        .forEach(member -> reader.read(member.getKey() + " " + path.getKey(), member.getValue())));
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#/") ? document.at(reference.substring(1)) : node;
    }

    private List<String> words(String schema) {
        List<String> words = new ArrayList<>();
        document.at("/components/schemas/" + schema + "/enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    private static List<String> wireNames(WireName[] constants) {
        return Arrays.stream(constants).map(WireName::wireName).toList();
    }
}
