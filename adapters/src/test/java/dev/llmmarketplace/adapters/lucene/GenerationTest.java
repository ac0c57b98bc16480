package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.search.Listing;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerationTest {
    private static final Position POSITION = new Position(3, 4);

    @TempDir
    private Path directory;

    @Test
    void whatCouldNotBeOpenedHoldsNothingOpen() throws IOException {
        ServiceVersion service = Listing.of("p/a").build();
        try (Generation made = Generation.create(directory, "model", POSITION, segment -> {})) {
            made.put(service.service(), ServiceDocument.of(service, new KnownVectors(null)));
            made.commit(POSITION);
        }
        assertThatThrownBy(() -> Generation.open(directory, segment -> {
                    throw new IOException("no memory for it");
                }))
                .hasMessage("no memory for it");
        try (Generation again = Generation.open(directory, segment -> {}).orElseThrow()) {
            assertThat(again.written()).isEqualTo(1);
        }
    }
}
