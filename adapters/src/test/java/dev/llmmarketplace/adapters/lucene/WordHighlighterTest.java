package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.search.Highlighter.Highlight;
import dev.llmmarketplace.core.search.Listing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a listing holds the words of a question. */
final class WordHighlighterTest {
    private final WordHighlighter highlighter = new WordHighlighter();

    @Test
    void marksTheWordsOfTheQuestionInEachPart() {
        assertThat(shown(
                        "contracts",
                        Listing.of("p/contract-reader").description("Reads a contract, and other Contracts.")))
                .containsExactly(
                        "name: [contract]-reader",
                        "title: [contract]-reader",
                        "description: Reads a [contract], and other [Contracts].");
    }

    @Test
    void marksNothingForMeaningAndStopWords() {
        Listing listing = Listing.of("p/a").description("It is about the law.");
        assertThat(shown("agreement", listing)).isEmpty();
        assertThat(shown("is the it about", listing)).isEmpty();
        assertThat(shown("", listing)).isEmpty();
    }

    @Test
    void marksOtherWaysToSayIt() {
        Listing listing = Listing.of("p/a").description("Speech to text, and some transcription of it.");
        assertThat(shown("asr", listing))
                .containsExactly("description: [Speech to text], and some [transcription] of it.");
        assertThat(shown("some text", listing))
                .contains("description: Speech to [text], and some transcription of it.");
    }

    @Test
    void cutsLongTextsAroundTheFirstMark() {
        String description =
                "Filler words stand here. ".repeat(40) + "The needle is found. " + "More follows. ".repeat(40);
        List<Highlight> highlights = highlighter.highlight(
                "needle", Listing.of("p/a").description(description).build().manifest());
        assertThat(highlights).singleElement().satisfies(highlight -> {
            assertThat(highlight.snippet()).hasSizeLessThanOrEqualTo(160).contains("The needle is found.");
            assertThat(highlight.marks())
                    .singleElement()
                    .satisfies(mark -> assertThat(highlight.snippet().substring(mark.from(), mark.to()))
                            .isEqualTo("needle"));
        });
    }

    @Test
    void aWordLongerThanASnippetIsShownWhole() {
        String word = "a".repeat(200);
        assertThat(shown(word, Listing.of("p/b").description("x ".repeat(100) + word)))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("[" + word + "]"));
    }

    @Test
    void marksAWordInCamelCaseOnceHoweverManyOfItsPartsWereAskedFor() {
        Listing listing = Listing.of("p/b").title("PopularSitesForQuery");
        assertThat(shown("sites", listing)).containsExactly("title: [PopularSitesForQuery]");
        assertThat(shown("popular sites", listing)).containsExactly("title: [PopularSitesForQuery]");
    }

    private List<String> shown(String question, Listing listing) {
        return highlighter.highlight(question, listing.build().manifest()).stream()
                .map(WordHighlighterTest::marked)
                .toList();
    }

    private static String marked(Highlight highlight) {
        StringBuilder text = new StringBuilder(highlight.snippet());
        for (int i = highlight.marks().size() - 1; i >= 0; i--) {
            text.insert(highlight.marks().get(i).to(), "]")
                    .insert(highlight.marks().get(i).from(), "[");
        }
        return highlight.field() + ": " + text;
    }
}
