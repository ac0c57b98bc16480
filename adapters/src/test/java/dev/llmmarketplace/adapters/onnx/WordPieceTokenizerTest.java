package dev.llmmarketplace.adapters.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WordPieceTokenizerTest {
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final int WINDOW = 256;

    private WordPieceTokenizer tokenizer;

    @BeforeAll
    void loadVocabulary() throws IOException {
        tokenizer = new WordPieceTokenizer(Vocabulary.load("/all-minilm-l6-v2-q-tokenizer.json"), WINDOW);
    }

    @ParameterizedTest
    @MethodSource
    void readsTextAsTheReferenceTokenizerDoes(String text, long[] tokens) {
        assertThat(tokenizer.tokens(text)).containsExactly(tokens);
    }

    /** What Hugging Face's tokenizer makes of these texts. */
    static Stream<Object[]> readsTextAsTheReferenceTokenizerDoes() throws IOException {
        try (InputStream table = requireNonNull(WordPieceTokenizerTest.class.getResourceAsStream("wordpiece.tsv"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 2))
                    .map(columns -> new Object[] {unescape(columns[1]), numbers(columns[0])});
        }
    }

    @Test
    void cutsLongTextOffAtTheWindow() {
        long[] tokens = tokenizer.tokens("word ".repeat(1000));
        assertThat(tokens).hasSize(WINDOW);
        assertThat(tokens[WINDOW - 1]).isEqualTo(tokenizer.tokens("")[1]);
    }

    @Test
    void cutsInsideAWordWhenTheWindowEndsThere() {
        assertThat(tokenizer.tokens("word ".repeat(WINDOW - 3) + "embeddings")).hasSize(WINDOW);
    }

    @Test
    void givesNoPowerToMarkersInsideAText() {
        assertThat(tokenizer.tokens("[SEP]")).hasSizeGreaterThan(3);
    }

    private static long[] numbers(String column) {
        return Arrays.stream(column.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }

    private static String unescape(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)))
                .translateEscapes();
    }
}
