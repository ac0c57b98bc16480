package dev.llmmarketplace.server.rest.search;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.server.rest.Request;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The question, as JSON has it; all is optional. */
record SearchQuestion(
        @Nullable String q,
        @Nullable List<String> category,
        @Nullable List<String> provider,
        @Nullable List<String> tag,
        @Nullable List<String> capability,
        @Nullable List<String> parameter,
        @Nullable List<String> input,
        @Nullable List<String> output,
        @Nullable List<String> pricingModel,
        @Nullable List<String> complianceLevel,
        @Nullable List<String> residency,
        @Nullable BigDecimal maxInputPrice,
        @Nullable BigDecimal maxOutputPrice,
        @Nullable Long minContext,
        @Nullable Boolean free,
        @Nullable Boolean callable,
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable String cursor) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int NANO_DECIMALS = 9;

    static SearchQuestion from(Request request) {
        return new SearchQuestion(
                request.find("q").orElse(null),
                request.all("category"),
                request.all("provider"),
                request.all("tag"),
                request.all("capability"),
                request.all("parameter"),
                request.all("input"),
                request.all("output"),
                request.all("pricingModel"),
                request.all("complianceLevel"),
                request.all("residency"),
                request.find("maxInputPrice", BigDecimal::new).orElse(null),
                request.find("maxOutputPrice", BigDecimal::new).orElse(null),
                request.find("minContext", Long::valueOf).orElse(null),
                request.find("free", Boolean::valueOf).orElse(null),
                request.find("callable", Boolean::valueOf).orElse(null),
                request.find("sort").orElse(null),
                request.find("limit", Integer::valueOf).orElse(null),
                request.find("cursor").orElse(null));
    }

    SearchQuery toQuery() {
        SearchQuery.Filters filters = new SearchQuery.Filters(
                wires(Category.class, category, "category"),
                words(provider),
                words(tag),
                words(capability),
                words(parameter),
                wires(Modality.class, input, "input"),
                wires(Modality.class, output, "output"),
                wires(PricingModel.class, pricingModel, "pricingModel"),
                wires(ComplianceLevel.class, complianceLevel, "complianceLevel"),
                words(residency),
                nanos(maxInputPrice),
                nanos(maxOutputPrice),
                minContext,
                requireNonNullElse(free, false),
                requireNonNullElse(callable, false));
        return new SearchQuery(
                requireNonNullElse(q, "").strip(),
                filters,
                WireName.parse(SearchQuery.Sort.class, requireNonNullElse(sort, "relevance"), "sort"),
                requireNonNullElse(limit, DEFAULT_LIMIT),
                cursor);
    }

    private static Set<String> words(@Nullable List<String> words) {
        return words == null ? Set.of() : Set.copyOf(words);
    }

    private static <E extends Enum<E> & WireName> Set<E> wires(
            Class<E> type, @Nullable List<String> names, String field) {
        return words(names).stream()
                .map(name -> WireName.parse(type, name, field))
                .collect(Collectors.toSet());
    }

    private static @Nullable Long nanos(@Nullable BigDecimal price) {
        return price == null
                ? null
                : price.movePointRight(NANO_DECIMALS)
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact();
    }
}
