package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.server.rest.catalog.ServiceSummaryBody;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Services side by side.
 *
 * @param rows what they can be filtered by; what none of them states is left out
 */
public record ComparisonBody(List<ServiceSummaryBody> services, List<RowBody> rows) {

    /**
     * @param name of the trait or figure
     * @param values one list per service, in their order; empty where it states nothing
     * @param same whether all state the same
     */
    public record RowBody(String name, List<List<String>> values, boolean same) {
        static RowBody of(String name, List<List<String>> values) {
            return new RowBody(name, values, new HashSet<>(values).size() == 1);
        }
    }

    /** @param summary what is shown of each */
    public static ComparisonBody of(
            List<ServiceVersion> services, Function<ServiceVersion, ServiceSummaryBody> summary) {
        return new ComparisonBody(services.stream().map(summary).toList(), rows(services));
    }

    private static List<RowBody> rows(List<ServiceVersion> services) {
        return Stream.concat(
                        Arrays.stream(Trait.values())
                                .map(trait -> RowBody.of(
                                        trait.wireName(),
                                        services.stream()
                                                .map(service -> List.copyOf(new TreeSet<>(trait.of(service))))
                                                .toList())),
                        Arrays.stream(Figure.values())
                                .map(figure -> RowBody.of(
                                        figure.wireName(),
                                        services.stream()
                                                .map(service -> written(figure, service))
                                                .toList())))
                .filter(row -> !row.values().stream().allMatch(List::isEmpty))
                .toList();
    }

    private static List<String> written(Figure figure, ServiceVersion service) {
        Long value = figure.of(service);
        return value == null ? List.of() : List.of(figure.unit().write(value));
    }
}
