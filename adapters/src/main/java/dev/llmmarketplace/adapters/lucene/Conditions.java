package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.Trait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReader;

/** The filters of a query, with what each lets through. */
final class Conditions {
    private final Filters filters;

    Conditions(Filters filters) {
        this.filters = filters;
    }

    Leaf of(LeafReader reader, LeafStanding standing) throws IOException {
        Map<Trait, LeafFacet> facets = new EnumMap<>(Trait.class);
        for (Trait trait : Trait.values()) {
            facets.put(trait, LeafFacet.of(trait, standing.values(reader, trait), filters.of(trait)));
        }
        Map<Figure, LeafFigure> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figures.put(figure, LeafFigure.of(figure, standing.values(reader, figure), filters.of(figure)));
        }
        return new Leaf(facets, figures, restricting(facets, figures));
    }

    private List<Dimension> restricting(Map<Trait, LeafFacet> facets, Map<Figure, LeafFigure> figures) {
        List<Dimension> restricting = new ArrayList<>();
        facets.forEach((trait, facet) -> {
            if (!filters.of(trait).isEmpty()) {
                restricting.add(facet);
            }
        });
        figures.forEach((name, figure) -> {
            if (filters.of(name).restricts()) {
                restricting.add(figure);
            }
        });
        return restricting;
    }

    /**
     * For one segment.
     *
     * @param restricting those that do not let everything through
     */
    record Leaf(Map<Trait, LeafFacet> facets, Map<Figure, LeafFigure> figures, List<Dimension> restricting) {

        List<Dimension> all() {
            List<Dimension> all = new ArrayList<>(facets.values());
            all.addAll(figures.values());
            return all;
        }
    }
}
