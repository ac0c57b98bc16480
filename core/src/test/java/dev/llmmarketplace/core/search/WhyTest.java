package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Highlighter.Highlight;
import dev.llmmarketplace.core.search.Highlighter.Mark;
import dev.llmmarketplace.core.search.SearchAnswer.Hit;
import dev.llmmarketplace.core.search.ranking.Ranking;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hit says of itself. */
final class WhyTest {

    @Test
    void namesTheWordsAsTheyStandThere() {
        List<Highlight> highlights = List.of(new Highlight("title", "Reads Contracts", List.of(new Mark(6, 15))));

        assertThat(Why.of(hit("title"), highlights))
                .containsExactly(new Why(Why.By.WORDS, "title", List.of("contracts"), null));
    }

    @Test
    void aHitWhoseWordWasMisspeltStillSaysWhereItWasFound() {
        assertThat(Why.of(hit("title", "tag"), List.of()))
                .containsExactly(
                        new Why(Why.By.WORDS, "title", List.of(), null), new Why(Why.By.WORDS, "tag", List.of(), null));
    }

    @Test
    void meaningAloneNamesNoPart() {
        assertThat(Why.of(hit("meaning"), List.of())).containsExactly(new Why(Why.By.MEANING, null, List.of(), 0.0));
    }

    private static Hit hit(String... matched) {
        return new Hit(ServiceId.next(), 0.5, Ranking.Parts.NONE, List.of(matched));
    }
}
