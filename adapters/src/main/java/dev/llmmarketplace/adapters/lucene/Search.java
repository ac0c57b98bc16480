package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.BestPlaces.Found;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.search.IndexSearcher;

/** Answers one query from one state of the index: match all documents, filter and count them, sort, show a page. */
final class Search {
    private final IndexSearcher searcher;
    private final QuestionReader questions;
    private final Standings.At standings;
    private final Segments segments;
    private final Scale scale;
    private final boolean meaning;

    Search(
            IndexSearcher searcher,
            QuestionReader questions,
            Standings.At standings,
            Segments segments,
            Scale scale,
            boolean meaning) {
        this.searcher = searcher;
        this.questions = questions;
        this.standings = standings;
        this.segments = segments;
        this.scale = scale;
        this.meaning = meaning;
    }

    SearchAnswer answer(SearchQuery query, Sight sight) throws IOException {
        Place after = Cursor.read(query);
        Question question = questions.read(query.text(), searcher.getIndexReader(), meaning);
        BestPlaces best = new BestPlaces(query.limit(), after);
        List<FilteredLeaf> leaves = new Matcher(searcher, standings, segments, scale)
                .match(question, new Conditions(query.filters()), sight);
        Ordering ordering = Ordering.of(
                new Order.Wanted(query.sort(), query.workload()),
                standings,
                leaves.stream().map(FilteredLeaf::matches).toList());
        for (FilteredLeaf leaf : leaves) {
            leaf.choose(ordering.of(leaf.matches()), best);
        }
        if (ordering.byScore() && !best.full()) {
            for (FilteredLeaf leaf : leaves) {
                leaf.chooseUnscored(ordering.of(leaf.matches()), best);
            }
        }
        Tally tally = new Tally(query.filters());
        for (FilteredLeaf leaf : leaves) {
            leaf.count(tally);
        }
        Place next = best.next(tally.total());
        return new SearchAnswer(
                hits(question, best.page()),
                tally.total(),
                tally.facets(),
                tally.histograms(),
                standings.ranking().version(),
                next == null ? null : Cursor.write(query, next));
    }

    private static List<SearchAnswer.Hit> hits(Question question, List<Found> page) throws IOException {
        Reasons reasons = new Reasons(question);
        List<SearchAnswer.Hit> hits = new ArrayList<>();
        for (Found found : page) {
            hits.add(new SearchAnswer.Hit(
                    id(found),
                    found.order().score(found.document()),
                    found.order().parts(found.document()),
                    reasons.of(found)));
        }
        return hits;
    }

    static ServiceId id(Found found) throws IOException {
        BinaryDocValues ids = DocValues.getBinary(found.leaf().context().reader(), ServiceDocument.ID);
        if (!ids.advanceExact(found.document())) {
            throw new IllegalStateException("a document without an id");
        }
        return ServiceDocument.serviceId(ids.binaryValue());
    }
}
