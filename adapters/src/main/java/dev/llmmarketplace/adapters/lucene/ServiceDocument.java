package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.VectorStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/** What the index keeps of a service. A change of the fields' meaning needs another {@link #SCHEMA}. */
final class ServiceDocument {
    /** An index of another schema is not read but rebuilt. */
    static final String SCHEMA = "5";

    static final String ID = "id";
    static final String ADDRESS = "address";
    static final String EXACT_NAME = "name.exact";
    static final String COMPACT_NAME = "name.compact";
    /** 1 for what is deprecated. */
    static final String DIMMED = "dimmed";
    /** Stands where a vector is still to be made. */
    static final Term SHALLOW = new Term("meaning.state", "shallow");

    private ServiceDocument() {}

    /** With the vectors that are known. */
    static Document of(ServiceVersion service, KnownVectors known) throws IOException {
        Document document = new Document();
        addIdentity(document, service);
        addWords(document, service.manifest());
        addNames(document, service.manifest());
        addFilters(document, service);
        Sight.mark(document, service.manifest());
        WorkloadCosts.write(document, service.manifest().pricing());
        addMeaning(document, service.manifest(), known);
        return document;
    }

    static String field(Trait trait) {
        return "facet." + trait.wireName();
    }

    static String field(Figure figure) {
        return "figure." + figure.wireName();
    }

    static Term id(ServiceId service) {
        return new Term(ID, service.toString());
    }

    static ServiceId serviceId(BytesRef stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored.bytes, stored.offset, stored.length);
        return new ServiceId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    private static void addIdentity(Document document, ServiceVersion service) {
        UUID id = service.service().value();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        document.add(new StringField(ID, id.toString(), Field.Store.NO));
        document.add(new BinaryDocValuesField(ID, new BytesRef(bytes)));
        document.add(new SortedDocValuesField(
                ADDRESS, new BytesRef(service.manifest().name().toString())));
    }

    private static void addFilters(Document document, ServiceVersion service) {
        for (Trait trait : Trait.values()) {
            for (String value : trait.of(service)) {
                document.add(new SortedSetDocValuesField(field(trait), new BytesRef(value)));
            }
        }
        for (Figure figure : Figure.values()) {
            Long value = figure.of(service);
            if (value != null) {
                document.add(new NumericDocValuesField(field(figure), value));
            }
        }
        if (service.status() == ServiceStatus.DEPRECATED) {
            document.add(new NumericDocValuesField(DIMMED, 1));
        }
    }

    private static void addWords(Document document, ServiceManifest manifest) {
        for (Part part : Part.values()) {
            for (String text : part.texts(manifest)) {
                document.add(new TextField(part.field(), text, Field.Store.NO));
                document.add(new TextField(Text.SURFACE, text, Field.Store.NO));
            }
        }
    }

    private static void addNames(Document document, ServiceManifest manifest) {
        List<String> names = Names.of(manifest);
        names.forEach(name -> document.add(new TextField(Text.NAMES, name, Field.Store.NO)));
        names.stream()
                .map(Names::exact)
                .distinct()
                .forEach(name -> document.add(new StringField(EXACT_NAME, name, Field.Store.NO)));
        names.stream()
                .map(Names::compact)
                .distinct()
                .forEach(name -> document.add(new StringField(COMPACT_NAME, name, Field.Store.NO)));
    }

    private static void addMeaning(Document document, ServiceManifest manifest, KnownVectors known) throws IOException {
        boolean shallow = false;
        for (View view : View.values()) {
            String key = VectorStore.key(view.text(manifest));
            float[] vector = known.find(view, key);
            document.add(new StringField(view.keyField(), key, Field.Store.NO));
            if (vector == null) {
                shallow = true;
            } else {
                document.add(new KnnFloatVectorField(view.field(), vector, VectorSimilarityFunction.DOT_PRODUCT));
            }
        }
        if (shallow) {
            document.add(new StringField(SHALLOW.field(), SHALLOW.bytes(), Field.Store.NO));
        }
    }
}
