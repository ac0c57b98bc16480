package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.search.SearchQuery.Filters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Finds what answers a question in one state of the index: by comparing everything, or in a large one as much as it takes. */
final class Matcher {
    private final IndexSearcher searcher;
    private final Standings.At standings;
    private final Segments segments;
    private final Scale scale;
    private final Deadline deadline;

    Matcher(IndexSearcher searcher, Standings.At standings, Segments segments, Scale scale, Deadline deadline) {
        this.deadline = deadline;
        this.searcher = searcher;
        this.standings = standings;
        this.segments = segments;
        this.scale = scale;
    }

    /** The matches of each segment. */
    List<FilteredLeaf> match(Question question, Conditions conditions, Sight sight) throws IOException {
        return searcher.getIndexReader().maxDoc() <= scale.exhaustiveUpTo()
                ? matchAll(question, conditions, sight)
                : matchSome(question, conditions, sight);
    }

    private List<FilteredLeaf> matchAll(Question question, Conditions conditions, Sight sight) throws IOException {
        List<FilteredLeaf> leaves = new ArrayList<>();
        for (LeafMatches matches : new Matching(searcher, question, sight, deadline).run()) {
            leaves.add(filtered(matches.context(), conditions).with(matches));
        }
        return leaves;
    }

    private List<FilteredLeaf> matchSome(Question question, Conditions conditions, Sight sight) throws IOException {
        SelectiveMatching matching = new SelectiveMatching(searcher, question, scale, sight, deadline);
        List<FilteredLeaf> leaves = new ArrayList<>();
        for (LeafReaderContext context : searcher.getIndexReader().leaves()) {
            Filtered filtered = filtered(context, conditions);
            leaves.add(filtered.with(matching.match(
                    context,
                    segments.words(context.reader()),
                    filtered.standing(),
                    filtered.passing(context.reader()))));
        }
        return leaves;
    }

    /** Where the matches are counted, to be made after them. */
    Tally tally(Filters filters) {
        return new Tally(filters, segments.numbers());
    }

    private Filtered filtered(LeafReaderContext context, Conditions conditions) throws IOException {
        LeafReader reader = context.reader();
        LeafStanding standing = standings.of(reader);
        Segment segment = segments.of(reader, standing);
        return new Filtered(segment, standing, segment.filters(conditions.restricting(reader, standing)));
    }

    /** What the filters let through of a segment. */
    private record Filtered(Segment segment, LeafStanding standing, List<Filter> filters) {
        FilteredLeaf with(LeafMatches matches) {
            return new FilteredLeaf(matches, segment, standing, filters);
        }

        @Nullable
        FixedBitSet passing(LeafReader reader) {
            return Segments.passing(reader, filters);
        }
    }
}
