package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MeaningTextTest {
    @Test
    void putsWhatIsShortBeforeWhatMayBeCutOff() {
        assertThat(MeaningText.of(Listing.of("p/a")
                        .title("Title")
                        .tags("one", "two")
                        .capability("chat", "talks")
                        .description("All about it.")
                        .build()
                        .manifest()))
                .isEqualTo("Title. one, two. chat. All about it.");
    }

    @Test
    void tellsWhatAServiceDoesWithoutItsName() {
        assertThat(MeaningText.withoutName(Listing.of("p/a")
                        .title("Title")
                        .tags("one")
                        .description("All about it.")
                        .build()
                        .manifest()))
                .isEqualTo("All about it.");
    }

    @Test
    void leavesOutWhatIsNotSaid() {
        assertThat(MeaningText.of(Listing.of("p/a")
                        .title("Title")
                        .description("Text")
                        .build()
                        .manifest()))
                .isEqualTo("Title. Text");
    }
}
