package dev.llmmarketplace.server.rest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.metering.Cost;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.search.SearchCatalogue;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.constraint.ConstraintReader;
import dev.llmmarketplace.core.search.constraint.Understanding;
import dev.llmmarketplace.server.rest.Viewers;
import dev.llmmarketplace.server.rest.catalog.Providers;
import dev.llmmarketplace.server.rest.catalog.ServiceSummaryBody;
import dev.llmmarketplace.server.rest.search.Comparisons;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The catalogue's tools. They show what the public may see, to everyone the same. */
public final class CatalogueTools {
    private static final int USUAL_HITS = 10;
    private static final String NAME =
            "{\"type\": \"string\", \"minLength\": 3, \"maxLength\": 319," + " \"description\": \"provider/service\"}";
    private static final String TOKENS = "{\"type\": \"integer\", \"minimum\": 0, \"maximum\": 1000000000000}";

    private final SearchCatalogue search;
    private final CatalogStore catalog;
    private final Providers providers;
    private final Comparisons comparisons;
    private final Viewers viewers;
    private final ConstraintReader constraints = new ConstraintReader();

    public CatalogueTools(
            SearchCatalogue search,
            CatalogStore catalog,
            Providers providers,
            Comparisons comparisons,
            Viewers viewers) {
        this.search = search;
        this.catalog = catalog;
        this.providers = providers;
        this.comparisons = comparisons;
        this.viewers = viewers;
    }

    List<Tool> all() {
        return List.of(
                Tool.of(
                        "search_services",
                        "Search services",
                        "Finds LLM services by words, by meaning and by constraints in plain language, for example"
                                + " 'cheapest with tools, at least 200k context, in the EU, under $1 per million'."
                                + " 'understood' tells which filters were read out of the question.",
                        "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"query\"],"
                                + " \"properties\": {\"query\": {\"type\": \"string\", \"maxLength\": 1000},\"limit\":"
                                + " {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 50}}}",
                        this::search),
                Tool.of(
                        "describe_service",
                        "Describe a service",
                        "Tells what a service is, can do, costs and promises.",
                        "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"name\"],"
                                + " \"properties\": {\"name\": " + NAME + "}}",
                        this::describe),
                Tool.of(
                        "compare_services",
                        "Compare services",
                        "Puts two to four services side by side.",
                        "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"names\"],"
                                + " \"properties\": {\"names\": {\"type\": \"array\", \"minItems\": 2, \"maxItems\": 4,"
                                + " \"uniqueItems\": true, \"items\": " + NAME + "}}}",
                        this::compare),
                Tool.of(
                        "price_workload",
                        "Price a workload",
                        "Tells what one call of so many tokens costs at each of the services, and so many calls.",
                        "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"names\","
                                + " \"inputTokens\", \"outputTokens\"], \"properties\": {\"names\": {\"type\": \"array\","
                                + " \"minItems\": 1, \"maxItems\": 20, \"uniqueItems\": true, \"items\": " + NAME + "},"
                                + "\"inputTokens\": " + TOKENS + ", \"cachedTokens\": " + TOKENS
                                + ", \"outputTokens\": " + TOKENS
                                + ", \"calls\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 1000000000}}}",
                        this::price));
    }

    record Found(List<ServiceSummaryBody> services, long total, List<Understanding.Understood> understood) {}

    record Described(ServiceSummaryBody service, String description) {}

    record Priced(List<Price> prices) {}

    /** Amounts are absent where the service has no price. */
    record Price(
            String name,
            @Nullable String perCall,
            @Nullable String total,
            @Nullable String currency) {}

    private Object search(JsonNode arguments) {
        SearchQuery asked = new SearchQuery(
                arguments.path("query").asText(),
                Filters.NONE,
                Sort.RELEVANCE,
                arguments.path("limit").asInt(USUAL_HITS),
                null);
        Understanding understanding = search.isName(asked.text(), Viewer.ANYBODY)
                ? new Understanding(asked, List.of())
                : constraints.read(asked);
        SearchCatalogue.Findings found =
                search.search(understanding.query(), Viewer.ANYBODY, viewers.anybodysClearance());
        return new Found(
                found.hits().stream().map(hit -> summary(hit.service())).toList(),
                found.total(),
                understanding.understood());
    }

    private Object describe(JsonNode arguments) {
        ServiceVersion service = listed(arguments.path("name").asText());
        return new Described(summary(service), service.manifest().description());
    }

    private Object compare(JsonNode arguments) {
        return comparisons.of(all(arguments), viewers.anybodysClearance());
    }

    private Object price(JsonNode arguments) {
        Usage usage = new Usage(
                arguments.path("inputTokens").asLong(),
                arguments.path("cachedTokens").asLong(),
                0,
                0,
                arguments.path("outputTokens").asLong(),
                0,
                0,
                0,
                0);
        BigDecimal calls = BigDecimal.valueOf(arguments.path("calls").asLong(1));
        return new Priced(all(arguments).stream()
                .map(service -> price(service, usage, calls))
                .toList());
    }

    private static Price price(ServiceVersion service, Usage usage, BigDecimal calls) {
        String name = service.manifest().name().toString();
        PriceBook prices = service.manifest().pricing();
        if (prices == null) {
            return new Price(name, null, null, null);
        }
        Money cost = Cost.of(usage, prices);
        return new Price(name, plain(cost.amount()), plain(cost.amount().multiply(calls)), cost.currency());
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private List<ServiceVersion> all(JsonNode arguments) {
        return StreamSupport.stream(arguments.path("names").spliterator(), false)
                .map(name -> listed(name.asText()))
                .toList();
    }

    private ServiceVersion listed(String name) {
        return catalog.findCurrent(ServiceName.parse(name))
                .flatMap(current ->
                        catalog.findListed(List.of(current.service())).stream().findFirst())
                .filter(Viewer.ANYBODY::sees)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND, "There is no service '" + name + "'. Search for it by its words."));
    }

    private ServiceSummaryBody summary(ServiceVersion service) {
        return ServiceSummaryBody.from(service, providers.of(service), viewers.anybodysClearance());
    }
}
