package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.search.Trait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** Counting by sets gives what looking at each document does, in numbers that do not depend on the segment. */
final class ColumnTest {
    private static final Trait TRAIT = Trait.TAG;

    @Property(tries = 60)
    void countsWhatEachDocumentHas(
            @ForAll @IntRange(min = 1, max = 3_000) int documents,
            @ForAll @IntRange(min = 1, max = 200) int values,
            @ForAll @IntRange(max = 3) int mostOfOne,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        List<Set<String>> held = IntStream.range(0, documents)
                .mapToObj(_ -> words(random, values, mostOfOne))
                .toList();
        ValueNumbers numbers = new ValueNumbers();
        int ignored = numbers.of(TRAIT, new BytesRef("of another segment"));
        Column column = column(held, numbers);
        for (int oneIn : List.of(1, 2, 40, 2_000)) {
            FixedBitSet counted = some(documents, oneIn, random);
            int[] counts = new int[numbers.size(TRAIT)];
            column.count(new Counted(counted), counts);
            for (int number = 0; number < counts.length; number++) {
                String value = numbers.name(TRAIT, number);
                assertThat(counts[number]).as("%s in one of %s", value, oneIn).isEqualTo((int)
                        IntStream.range(0, documents)
                                .filter(counted::get)
                                .filter(document -> held.get(document).contains(value))
                                .count());
            }
        }
    }

    /** Low ones come often. */
    private static Set<String> words(Random random, int values, int most) {
        Set<String> words = new TreeSet<>();
        for (int left = most == 0 ? 1 : random.nextInt(most + 1); left > 0; left--) {
            words.add("v" + (int) (values * Math.pow(random.nextDouble(), 3)));
        }
        return words;
    }

    private static FixedBitSet some(int documents, int oneIn, Random random) {
        FixedBitSet some = new FixedBitSet(documents);
        IntStream.range(0, documents).filter(_ -> random.nextInt(oneIn) == 0).forEach(some::set);
        return some;
    }

    private static Column column(List<Set<String>> held, ValueNumbers numbers) throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            List<Document> documents = new ArrayList<>();
            for (Set<String> values : held) {
                Document document = new Document();
                values.forEach(value ->
                        document.add(new SortedSetDocValuesField(ServiceDocument.field(TRAIT), new BytesRef(value))));
                documents.add(document);
            }
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                writer.addDocuments(documents);
                writer.forceMerge(1);
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                LeafReader leaf = reader.leaves().getFirst().reader();
                return Column.of(dimension(leaf), dimension(leaf), held.size(), numbers);
            }
        }
    }

    private static Dimension dimension(LeafReader leaf) throws IOException {
        return LeafFacet.of(TRAIT, DocValues.getSortedSet(leaf, ServiceDocument.field(TRAIT)), Set.of());
    }
}
