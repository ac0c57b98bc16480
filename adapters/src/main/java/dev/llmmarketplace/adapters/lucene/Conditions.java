package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.Trait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReader;

/** The filters of a query, and what of a segment they and counts ask for. Opens no more than is asked for. */
final class Conditions {
    private static final Conditions NONE = new Conditions(Filters.NONE);

    private final Filters filters;

    Conditions(Filters filters) {
        this.filters = filters;
    }

    /** Those that do not let everything through, fresh. */
    List<Dimension> restricting(LeafReader reader, LeafStanding standing) throws IOException {
        List<Dimension> restricting = new ArrayList<>();
        for (Trait trait : Trait.values()) {
            if (!filters.of(trait).isEmpty()) {
                restricting.add(facet(reader, standing, trait));
            }
        }
        for (Figure figure : Figure.values()) {
            if (filters.of(figure).restricts()) {
                restricting.add(figure(reader, standing, figure));
            }
        }
        return restricting;
    }

    /**
     * All, unfiltered, fresh.
     *
     * @param lasting those whose values last as long as the segment; otherwise the others, as they are now
     */
    static List<Dimension> all(LeafReader reader, LeafStanding standing, boolean lasting) throws IOException {
        List<Dimension> all = new ArrayList<>();
        for (Trait trait : Trait.values()) {
            if (LeafFacet.lasting(trait) == lasting) {
                all.add(NONE.facet(reader, standing, trait));
            }
        }
        for (Figure figure : Figure.values()) {
            if (LeafFigure.lasting(figure) == lasting) {
                all.add(NONE.figure(reader, standing, figure));
            }
        }
        return all;
    }

    private LeafFacet facet(LeafReader reader, LeafStanding standing, Trait trait) throws IOException {
        return LeafFacet.of(trait, standing.values(reader, trait), filters.of(trait));
    }

    private LeafFigure figure(LeafReader reader, LeafStanding standing, Figure figure) throws IOException {
        return LeafFigure.of(figure, standing.values(reader, figure), filters.of(figure));
    }
}
