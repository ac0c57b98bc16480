package dev.llmmarketplace.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenizerTest {
    @Property
    void tokensPutTogetherAreTheText(@ForAll String text) {
        assertThat(String.join("", tokens(text))).isEqualTo(text);
        assertThat(tokens(text)).doesNotContain("").hasSize(Tokenizer.count(text));
    }

    @Property
    void firstTokensAreAPrefixWithThatManyTokens(@ForAll String text) {
        int half = Tokenizer.count(text) / 2;
        String first = Tokenizer.first(text, half);
        assertThat(text).startsWith(first);
        assertThat(tokens(text).subList(0, half)).containsExactlyElementsOf(tokens(text, first.length()));
    }

    @Test
    void wordsMarksAndIdeographsCountOneEach() {
        assertThat(tokens("Hello, world 42!")).containsExactly("Hello", ",", " world", " 42", "!");
        assertThat(tokens("naïve  e\u0301tude\n")).containsExactly("naïve", "  e\u0301tude\n");
        assertThat(tokens("日本語 x")).containsExactly("日", "本", "語", " x");
        assertThat(tokens("a😀b")).containsExactly("a", "😀", "b");
        assertThat(Tokenizer.count("")).isZero();
    }

    private static List<String> tokens(String text) {
        return tokens(text, text.length());
    }

    private static List<String> tokens(String text, int end) {
        List<String> tokens = new ArrayList<>();
        for (int at = 0; at < end; ) {
            int next = Tokenizer.next(text, at);
            tokens.add(text.substring(at, next));
            at = next;
        }
        return tokens;
    }
}
