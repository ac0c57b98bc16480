package dev.llmmarketplace.server.rest.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Range;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.server.rest.Request;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the question; the fields are the same as parameters and as JSON, and all are optional. */
final class SearchQuestion {
    private static final int DEFAULT_LIMIT = 20;

    private final Function<String, List<String>> fields;

    private SearchQuestion(Function<String, List<String>> fields) {
        this.fields = fields;
    }

    static SearchQuestion of(Request request) {
        JsonNode body = request.content().tree();
        return body == null ? new SearchQuestion(request::all) : of(body);
    }

    /** @param body that keeps the contract */
    static SearchQuestion of(JsonNode body) {
        return new SearchQuestion(field -> texts(body.path(field)));
    }

    /** Whether constraints are to be read out of the text. */
    boolean constraints() {
        return !find("constraints").equals(Optional.of("false"));
    }

    /** Whether each hit is to tell the whole of its score. */
    boolean explain() {
        return find("explain").equals(Optional.of("true"));
    }

    /** {@code clearance} as the question wants it: with what policies deny, or without. */
    Clearance denied(Clearance clearance) {
        return find("denied").equals(Optional.of("true")) ? clearance.withDenied() : clearance;
    }

    SearchQuery query() {
        return new SearchQuery(
                find("q").orElse(""),
                new Filters(traits(), figures()),
                WireName.parse(Sort.class, find("sort").orElse(Sort.RELEVANCE.wireName()), "sort"),
                find("limit")
                        .map(BigDecimal::new)
                        .map(BigDecimal::intValueExact)
                        .orElse(DEFAULT_LIMIT),
                find("cursor").orElse(null),
                WorkloadBody.read(this::find).orElse(null));
    }

    private Map<Trait, Set<String>> traits() {
        Map<Trait, Set<String>> traits = new EnumMap<>(Trait.class);
        for (Trait trait : Trait.values()) {
            Set<String> words = Set.copyOf(fields.apply(trait.wireName()));
            traits.put(trait, trait.isFlag() && words.equals(Set.of("false")) ? Set.of() : words);
        }
        return traits;
    }

    private Map<Figure, Range> figures() {
        Map<Figure, Range> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figures.put(
                    figure,
                    new Range(
                            number(figure, figure.leastField(), RoundingMode.UP),
                            number(figure, figure.mostField(), RoundingMode.DOWN)));
        }
        return figures;
    }

    private @Nullable Long number(Figure figure, String field, RoundingMode rounding) {
        try {
            return find(field).map(text -> figure.unit().read(text, rounding)).orElse(null);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ProblemException(Problem.invalid(
                    field, "a number or date of the calendar", "cannot be read", "Write it as the contract shows."));
        }
    }

    private Optional<String> find(String field) {
        return fields.apply(field).stream().findFirst();
    }

    private static List<String> texts(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
        return value.isMissingNode() ? List.of() : List.of(value.asText());
    }
}
