package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.Workload;
import dev.llmmarketplace.core.search.ranking.Ranking;
import dev.llmmarketplace.core.search.ranking.Ranking.Parts;
import dev.llmmarketplace.core.search.ranking.Scores;
import dev.llmmarketplace.core.search.ranking.TrackRecord;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;

/** Gives one segment's documents their places in the order that was asked for. Asked in ascending order of documents. */
final class Order {
    private static final long LAST = Long.MAX_VALUE;

    private final Sort sort;
    private final Ranking ranking;
    private final float best;
    private final LeafMatches matches;
    private final LeafStanding standing;
    private final NumericDocValues deprecated;
    private final NumericDocValues figure;
    private final SortedDocValues addresses;
    private final WorkloadCosts costs;

    /** @param best the greatest score of any document that matches, in whichever segment */
    Order(Wanted wanted, Ranking ranking, float best, LeafMatches matches, LeafStanding standing) throws IOException {
        Sort sort = wanted.sort();
        LeafReader reader = matches.context().reader();
        Figure sorted = sort.figure();
        this.sort = sort;
        this.ranking = ranking;
        this.best = best;
        this.matches = matches;
        this.standing = standing;
        this.deprecated = DocValues.getNumeric(reader, ServiceDocument.DIMMED);
        this.figure = sorted == null ? DocValues.emptyNumeric() : standing.values(reader, sorted);
        this.addresses = DocValues.getSorted(reader, ServiceDocument.ADDRESS);
        this.costs = WorkloadCosts.open(reader, sort == Sort.WORKLOAD ? wanted.workload() : null);
    }

    /** @param workload that is sorted by; null unless that is the order */
    record Wanted(Sort sort, @Nullable Workload workload) {}

    LeafMatches matches() {
        return matches;
    }

    boolean byScore() {
        return sort == Sort.RELEVANCE;
    }

    int rank(int document) throws IOException {
        boolean dimmed = deprecated.advanceExact(document) && deprecated.longValue() != 0;
        return (byScore() ? 2 * rankOfMatch(document) : 0) + (dimmed ? 1 : 0);
    }

    private int rankOfMatch(int document) {
        return matches.scored().get(document)
                ? LeafMatches.NAMED_EXACTLY - matches.name(document)
                : LeafMatches.NAMED_EXACTLY + 1;
    }

    long key(int document) throws IOException {
        if (sort == Sort.RELEVANCE) {
            return -Double.doubleToLongBits(score(document)); // in the order of positive doubles
        }
        if (sort == Sort.WORKLOAD) {
            long cost = costs.of(document);
            return cost == WorkloadCosts.UNKNOWN ? LAST : cost;
        }
        if (sort.figure() == null) {
            return 0;
        }
        if (!figure.advanceExact(document)) {
            return LAST;
        }
        return sort.descending() ? -figure.longValue() : figure.longValue();
    }

    String address(int document) throws IOException {
        return addresses.advanceExact(document)
                ? addresses.lookupOrd(addresses.ordValue()).utf8ToString()
                : "";
    }

    /** 0..1; 0 when not sorted by it. */
    double score(int document) {
        return sort == Sort.RELEVANCE
                ? ranking.score(Scores.relevance(matches.score(document), best), standing.standing(document))
                : 0;
    }

    Parts parts(int document) {
        if (sort != Sort.RELEVANCE) {
            return Parts.NONE;
        }
        TrackRecord record = standing.record(document);
        return new Parts(
                matches.text(document),
                Scores.relevance(matches.score(document), best),
                Scores.popularity(record),
                Scores.performance(record),
                standing.compliance(document));
    }
}
