package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.ServiceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

/** The services whose vectors are still to be made, without those that are set aside. */
final class ShallowServices {
    private final IndexSearcher searcher;
    private final Predicate<ServiceId> aside;

    ShallowServices(IndexSearcher searcher, Predicate<ServiceId> aside) {
        this.searcher = searcher;
        this.aside = aside;
    }

    List<ServiceId> list(int limit) throws IOException {
        List<ServiceId> services = new ArrayList<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            addFrom(leaf.reader(), services, limit);
        }
        return services;
    }

    private void addFrom(LeafReader leaf, List<ServiceId> services, int limit) throws IOException {
        PostingsEnum documents = leaf.postings(ServiceDocument.SHALLOW, PostingsEnum.NONE);
        if (documents == null) {
            return;
        }
        Bits live = leaf.getLiveDocs();
        BinaryDocValues ids = DocValues.getBinary(leaf, ServiceDocument.ID);
        for (int doc = documents.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS && services.size() < limit;
                doc = documents.nextDoc()) {
            if ((live == null || live.get(doc)) && ids.advanceExact(doc)) {
                ServiceId service = ServiceDocument.serviceId(ids.binaryValue());
                if (!aside.test(service)) {
                    services.add(service);
                }
            }
        }
    }
}
