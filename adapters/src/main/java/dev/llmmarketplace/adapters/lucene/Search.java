package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.BestPlaces.Found;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.ExitableDirectoryReader;
import org.apache.lucene.index.IndexReader;

/** Answers one query from one state of the index: match all documents, filter and count them, sort, show a page. */
final class Search {
    private final IndexReader words;
    private final QuestionReader questions;
    private final Standings.At standings;
    private final Matcher matcher;
    private final Deadline deadline;
    private final List<float[]> vectors;

    /**
     * @param words of the index, as far as the asker sees them
     * @param vectors of the question; empty when words must do
     */
    Search(
            IndexReader words,
            QuestionReader questions,
            Standings.At standings,
            Matcher matcher,
            Deadline deadline,
            List<float[]> vectors) {
        this.words = words;
        this.questions = questions;
        this.standings = standings;
        this.matcher = matcher;
        this.deadline = deadline;
        this.vectors = vectors;
    }

    SearchAnswer answer(SearchQuery query, Sight sight) throws IOException {
        Place after = Cursor.read(query);
        Question question = question(query.text());
        BestPlaces best = new BestPlaces(query.limit(), after);
        List<FilteredLeaf> leaves = matcher.match(question, new Conditions(query.filters()), sight);
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
        Tally tally = matcher.tally(query.filters());
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

    /** Looking for words that may be meant goes through many: that is cut off where it takes too long. */
    private Question question(String text) throws IOException {
        try {
            return questions.read(
                    text,
                    words instanceof DirectoryReader directory
                            ? ExitableDirectoryReader.wrap(directory, deadline)
                            : words,
                    vectors);
        } catch (ExitableDirectoryReader.ExitingReaderException e) {
            throw deadline.exceeded();
        }
    }

    private static List<SearchAnswer.Hit> hits(Question question, List<Found> page) throws IOException {
        Reasons reasons = Reasons.of(question, page);
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
