package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.WatchedEmbedder.Failure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchedEmbedderTest {
    private final ConceptEmbedder model = new ConceptEmbedder("concepts");
    private Instant now = Instant.EPOCH;
    private final WatchedEmbedder watched = new WatchedEmbedder(model, () -> now);

    @Test
    void remembersSinceWhenItFailsUntilItAnswers() {
        assertThat(watched.failure()).isEmpty();
        model.breakDown(true);
        fail();
        now = now.plusSeconds(60);
        fail();
        assertThat(watched.failure()).map(Failure::since).contains(Instant.EPOCH);
        assertThat(watched.failures()).isEqualTo(2);
        assertThat(watched.embed(List.of())).isEmpty();
        assertThat(watched.failure()).isPresent();

        model.breakDown(false);
        assertThat(watched.embed(List.of("a car"))).hasSize(1);

        assertThat(watched.failure()).isEmpty();
        assertThat(watched.failures()).isEqualTo(2);
    }

    private void fail() {
        assertThatThrownBy(() -> watched.embed(List.of("a car"))).isInstanceOf(ProblemException.class);
    }
}
