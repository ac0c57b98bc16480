package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.Unit;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import dev.llmmarketplace.server.rest.catalog.ServiceSummaryBody;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Services side by side.
 *
 * @param rows what they can be filtered by, measured figures included; what is known of none is left out
 */
public record ComparisonBody(List<ServiceSummaryBody> services, List<RowBody> rows) {

    /**
     * @param name of the trait or figure
     * @param values one list per service, in their order; empty where nothing is known
     * @param same whether it is the same for all
     */
    public record RowBody(String name, List<List<String>> values, boolean same) {
        static RowBody of(String name, List<List<String>> values) {
            return new RowBody(name, values, new HashSet<>(values).size() == 1);
        }
    }

    static ComparisonBody of(List<ServiceVersion> services, List<ServiceSummaryBody> summaries, TrackRecords records) {
        return new ComparisonBody(summaries, rows(services, records));
    }

    private static List<RowBody> rows(List<ServiceVersion> services, TrackRecords records) {
        return Stream.concat(
                        Arrays.stream(Trait.values())
                                .map(trait -> RowBody.of(
                                        trait.wireName(),
                                        services.stream()
                                                .map(service -> List.copyOf(new TreeSet<>(trait.of(service, records))))
                                                .toList())),
                        Arrays.stream(Figure.values())
                                .map(figure -> RowBody.of(
                                        figure.wireName(),
                                        services.stream()
                                                .map(service -> written(figure.unit(), figure.of(service, records)))
                                                .toList())))
                .filter(row -> !row.values().stream().allMatch(List::isEmpty))
                .toList();
    }

    private static List<String> written(Unit unit, @Nullable Long value) {
        return value == null ? List.of() : List.of(unit.write(value));
    }
}
