package dev.llmmarketplace.adapters.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.Embedder.Embedding;
import dev.llmmarketplace.core.search.EmbedderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MiniLmEmbedderTest extends EmbedderContract {
    @TempDir
    private static Path directory;

    private MiniLmEmbedder embedder;

    @BeforeAll
    void open() {
        embedder = new MiniLmEmbedder(directory);
    }

    @AfterAll
    void close() {
        embedder.close();
    }

    @Override
    protected Embedder embedder() {
        return embedder;
    }

    @Test
    void countsTheTokensThatTheModelReads() {
        assertThat(embed("hello world").tokens()).isEqualTo(4);
        assertThat(embed("unaffable embeddings").tokens()).isEqualTo(9);
    }

    @Test
    void readsNoFurtherThanItsWindow() {
        Embedding cut = embed("word ".repeat(254) + "soup");
        assertThat(cut.tokens()).isEqualTo(256);
        assertThat(cut.vector())
                .containsExactly(embed("word ".repeat(254) + "code").vector());
    }

    @Test
    void unpacksItsFilesAnewWhenOneIsDamaged() throws IOException {
        embed("unpack everything");
        Path model = directory.resolve("all-minilm-l6-v2-q.onnx");
        long size = Files.size(model);
        Files.writeString(model, "half a mod");
        try (MiniLmEmbedder second = new MiniLmEmbedder(directory)) {
            second.load();
        }
        assertThat(model).hasSize(size);
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void saysThatItIsUnavailableAfterItsEnd() {
        MiniLmEmbedder closed = new MiniLmEmbedder(directory);
        closed.close();
        assertThatThrownBy(() -> closed.embed(List.of("late")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void saysThatItIsUnavailableWhereItCannotUnpack() throws IOException {
        Path file = Files.writeString(directory.resolve("a-file"), "in the way");
        try (MiniLmEmbedder blocked = new MiniLmEmbedder(file.resolve("models"))) {
            assertThatThrownBy(() -> blocked.embed(List.of("text"))).isInstanceOf(ProblemException.class);
        }
    }
}
