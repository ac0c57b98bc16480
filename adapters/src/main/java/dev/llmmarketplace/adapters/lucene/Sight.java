package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.Audience;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.Viewer;
import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer may see of the index, asked before anything is matched or counted. Listings for everybody carry no mark:
 * where there are no others, looking costs nothing.
 */
final class Sight {
    private static final String FIELD = "audience";
    /** On each listing that not everybody sees; no organisation is called so. */
    private static final Term RESTRICTED = new Term(FIELD, "!");

    static final Sight EVERYTHING = new Sight(Viewer.EVERYTHING);

    private final Viewer viewer;

    private Sight(Viewer viewer) {
        this.viewer = viewer;
    }

    static Sight of(Viewer viewer) {
        return new Sight(viewer);
    }

    /** Marks the document of a listing that not everybody sees. */
    static void mark(Document document, ServiceManifest manifest) {
        Audience audience = manifest.audience();
        if (!audience.everybody()) {
            document.add(new StringField(FIELD, RESTRICTED.bytes(), Field.Store.NO));
            audience.members(manifest.name().provider())
                    .forEach(member -> document.add(new StringField(FIELD, member, Field.Store.NO)));
        }
    }

    /** The documents of a segment that the viewer may not see; null when he sees all. */
    @Nullable
    FixedBitSet hidden(LeafReader segment) throws IOException {
        PostingsEnum restricted = viewer.everything() ? null : segment.postings(RESTRICTED, PostingsEnum.NONE);
        if (restricted == null) {
            return null;
        }
        FixedBitSet hidden = new FixedBitSet(segment.maxDoc());
        hidden.or(restricted);
        Term member = member();
        PostingsEnum shown = member == null ? null : segment.postings(member, PostingsEnum.NONE);
        if (shown != null) {
            for (int doc = shown.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = shown.nextDoc()) {
                hidden.clear(doc);
            }
        }
        return hidden;
    }

    /** What {@code query} finds of what the viewer sees. */
    Query within(Query query) {
        if (viewer.everything()) {
            return query;
        }
        BooleanQuery.Builder hidden = new BooleanQuery.Builder().add(new TermQuery(RESTRICTED), Occur.FILTER);
        Term member = member();
        if (member != null) {
            hidden.add(new TermQuery(member), Occur.MUST_NOT);
        }
        return new BooleanQuery.Builder()
                .add(query, Occur.MUST)
                .add(hidden.build(), Occur.MUST_NOT)
                .build();
    }

    private @Nullable Term member() {
        return viewer.organisation() == null ? null : new Term(FIELD, viewer.organisation());
    }
}
