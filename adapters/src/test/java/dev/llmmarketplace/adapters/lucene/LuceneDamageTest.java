package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.ConceptEmbedder;
import dev.llmmarketplace.core.search.Listing;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk, a full one or a killed process may leave behind. */
final class LuceneDamageTest {
    private static final Position POSITION = new Position(3, 4);
    private static final List<ServiceVersion> SERVICES = List.of(
            Listing.of("p/a").description("apples").build(), Listing.of("p/b").build());

    @TempDir
    private Path root;

    @BeforeEach
    void build() {
        try (LuceneSearchIndex index = open()) {
            index.rebuild(SERVICES::forEach, POSITION);
            index.apply(SERVICES, List.of(), POSITION, Depth.MEANING);
        }
    }

    @Test
    void aLostIndexIsToBeRebuilt() throws IOException {
        Files.delete(root.resolve("CURRENT"));
        assertRebuildable();
    }

    @Test
    void aLostGenerationIsToBeRebuilt() throws IOException {
        for (Path file : files(generation())) {
            Files.delete(file);
        }
        assertRebuildable();
    }

    @Test
    void anyChangedByteIsNoticed() throws IOException {
        for (Path file : files(generation())) {
            if (file.getFileName().toString().equals("write.lock")) {
                continue;
            }
            build();
            Path victim = generation().resolve(file.getFileName());
            if (Files.exists(victim)) {
                flip(victim);
                try (LuceneSearchIndex index = open()) {
                    assertThat(index.position())
                            .as(file.getFileName().toString())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void aTruncatedFileIsNoticed() throws IOException {
        for (Path file : files(generation())) {
            if (Files.size(file) > 0) {
                try (RandomAccessFile truncated = new RandomAccessFile(file.toFile(), "rw")) {
                    truncated.setLength(truncated.length() / 2);
                }
            }
        }
        assertRebuildable();
    }

    @Test
    void aNameThatPointsElsewhereIsNotFollowed() throws IOException {
        Files.writeString(root.resolve("CURRENT"), "../../etc");
        assertRebuildable();
    }

    @Test
    void halfMadeGenerationsAreSweptAway() throws IOException {
        Path half = Files.createDirectory(root.resolve("17"));
        Files.writeString(half.resolve("_0.cfs"), "half");
        Files.writeString(root.resolve("CURRENT.part"), "17");
        try (LuceneSearchIndex index = open()) {
            assertThat(index.position()).contains(POSITION);
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void aLockLeftByAKilledProcessHindersNobody() throws IOException {
        assertThat(root.resolve("lock")).exists();
        assertThat(generation().resolve("write.lock")).exists();
        try (LuceneSearchIndex index = open()) {
            index.apply(SERVICES, List.of(), POSITION, Depth.WORDS);
            assertThat(index.size()).isEqualTo(2);
        }
    }

    @Test
    void aSecondWriterIsRefused() {
        try (LuceneSearchIndex index = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            thrown -> assertThat(thrown.problem().code()).isEqualTo(ErrorCode.CONFLICT));
            assertThat(index.position()).isPresent();
        }
    }

    @Test
    void anIndexThatVanishesWhileItServesGoesOnServingAndIsRebuilt() throws IOException {
        try (LuceneSearchIndex index = open()) {
            for (Path file : files(generation())) {
                Files.delete(file);
            }
            assertThat(find(index, "apples")).isEqualTo(1);
            assertThatThrownBy(() -> index.apply(SERVICES, List.of(), POSITION, Depth.WORDS))
                    .isInstanceOf(RuntimeException.class);
            assertThat(index.position()).isEmpty();
            assertThat(find(index, "apples")).isEqualTo(1);
            index.rebuild(SERVICES::forEach, POSITION);
            assertThat(index.position()).contains(POSITION);
        }
        assertThat(reopenedSize()).isEqualTo(2);
    }

    private long reopenedSize() {
        try (LuceneSearchIndex index = open()) {
            return index.size();
        }
    }

    private void assertRebuildable() throws IOException {
        try (LuceneSearchIndex index = open()) {
            assertThat(index.position()).isEmpty();
            index.rebuild(SERVICES::forEach, POSITION);
            assertThat(index.position()).contains(POSITION);
            assertThat(index.size()).isEqualTo(2);
        }
        try (Stream<Path> entries = Files.list(root)) {
            assertThat(entries.filter(Files::isDirectory)).hasSize(1);
        }
    }

    private static long find(LuceneSearchIndex index, String text) {
        return index.search(new SearchQuery(text, Filters.NONE, Sort.RELEVANCE, 10, null))
                .total();
    }

    private LuceneSearchIndex open() {
        return LuceneSearchIndex.open(root, new ConceptEmbedder("concepts"), Ranker.ofUnmeasured());
    }

    private Path generation() throws IOException {
        return root.resolve(Files.readString(root.resolve("CURRENT")));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x40;
        Files.write(file, bytes);
    }
}
