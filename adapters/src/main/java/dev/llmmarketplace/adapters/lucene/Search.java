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
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

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
        Tally tally = new Tally(query.filters());
        BestPlaces best = new BestPlaces(query.limit(), after);
        Conditions conditions = new Conditions(query.filters());
        List<LeafMatches> leaves = new Matching(
                        searcher,
                        question,
                        scale,
                        sight,
                        leaf -> segments.passing(leaf.reader(), standings.of(leaf.reader()), conditions))
                .run();
        Ordering ordering = Ordering.of(new Order.Wanted(query.sort(), query.workload()), standings, leaves);
        for (LeafMatches leaf : leaves) {
            LeafReader reader = leaf.context().reader();
            Conditions.Leaf filters = conditions.of(reader, standings.of(reader));
            if (leaf.exhaustive()) {
                collect(leaf, filters, ordering.of(leaf), tally, best);
            } else {
                collectAtOnce(leaf, filters, sets(reader, conditions), ordering.of(leaf), tally, best);
            }
        }
        Place next = best.next();
        return new SearchAnswer(
                hits(question, best.page()),
                tally.total(),
                tally.facets(),
                tally.histograms(),
                standings.ranking().version(),
                next == null ? null : Cursor.write(query, next));
    }

    private static void collect(LeafMatches leaf, Conditions.Leaf conditions, Order order, Tally tally, BestPlaces best)
            throws IOException {
        int size = leaf.context().reader().maxDoc();
        for (int document = 0; document < size; document++) {
            if (leaf.matches(document) && tally.admit(conditions, document)) {
                best.offer(order, document);
            }
        }
        tally.add(conditions);
    }

    /** As {@link #collect}, by sets of documents. */
    private void collectAtOnce(
            LeafMatches leaf,
            Conditions.Leaf conditions,
            List<FixedBitSet> passing,
            Order order,
            Tally tally,
            BestPlaces best)
            throws IOException {
        LeafReader reader = leaf.context().reader();
        FixedBitSet passed = Segment.all(leaf.matched(), passing);
        tally.addTotal(passed.cardinality());
        BitSetIterator documents = new BitSetIterator(passed, 0);
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            best.offer(order, doc);
        }
        segments.of(reader, standings.of(reader)).count(conditions, leaf.matched(), passing);
        tally.add(conditions);
    }

    private List<FixedBitSet> sets(LeafReader reader, Conditions conditions) throws IOException {
        LeafStanding standing = standings.of(reader);
        return segments.of(reader, standing).passing(conditions.of(reader, standing));
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
