package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.search.Highlighter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Finds words in a listing, and other ways to say them, by the analysis that the index uses: a plural marks its singular,
 * stop words mark nothing.
 */
public final class WordHighlighter implements Highlighter {
    private static final int MOST_WORDS = 64;
    private static final int MOST_MARKS = 20;
    /** Characters of a snippet, about two lines. */
    private static final int WIDTH = 160;
    /** Of them, before the first mark. */
    private static final int BEFORE = 40;

    private final Analyzer analyzer = Text.analyzer();
    private final Synonyms synonyms = new Synonyms();

    @Override
    public List<Highlight> highlight(String question, ServiceManifest manifest) {
        List<String> words = Text.words(question).stream().limit(MOST_WORDS).toList();
        List<String> stems = words.stream().map(Text::stem).toList();
        Set<List<String>> sought = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            if (!Text.stopWord(words.get(i))) {
                sought.add(List.of(stems.get(i)));
            }
        }
        synonyms.find(stems).values().forEach(sought::addAll);
        List<Highlight> highlights = new ArrayList<>();
        if (!sought.isEmpty()) {
            for (Part part : Part.values()) {
                first(part, manifest, sought).ifPresent(highlights::add);
            }
        }
        return highlights;
    }

    private Optional<Highlight> first(Part part, ServiceManifest manifest, Set<List<String>> sought) {
        for (String text : part.texts(manifest)) {
            List<Mark> marks = marks(tokens(part, text), sought);
            if (!marks.isEmpty()) {
                return Optional.of(snippet(part, text, marks));
            }
        }
        return Optional.empty();
    }

    /** A stem of the listing and the place of its word. */
    private record Token(String stem, Mark place) {}

    private List<Token> tokens(Part part, String text) {
        List<Token> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(part.field(), text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(new Token(term.toString(), new Mark(offset.startOffset(), offset.endOffset())));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string cannot fail to be read
        }
        return tokens;
    }

    private static List<Mark> marks(List<Token> tokens, Set<List<String>> sought) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < tokens.size() && marks.size() < MOST_MARKS; i++) {
            // the parts of a word in CamelCase stand where it stands
            int from = tokens.get(i).place().from();
            boolean within = !marks.isEmpty() && from < marks.getLast().to();
            int length = within ? 0 : length(tokens.subList(i, tokens.size()), sought);
            if (length > 0) {
                marks.add(new Mark(from, tokens.get(i + length - 1).place().to()));
            }
        }
        return marks;
    }

    /** Of the longest that is sought and with which {@code tokens} begin; 0 when there is none. */
    private static int length(List<Token> tokens, Set<List<String>> sought) {
        int longest = 0;
        for (List<String> stems : sought) {
            if (stems.size() > longest && begins(tokens, stems)) {
                longest = stems.size();
            }
        }
        return longest;
    }

    private static boolean begins(List<Token> tokens, List<String> stems) {
        if (tokens.size() < stems.size()) {
            return false;
        }
        for (int i = 0; i < stems.size(); i++) {
            if (!tokens.get(i).stem().equals(stems.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Begins and ends between words where the text is longer than a snippet. */
    private static Highlight snippet(Part part, String text, List<Mark> marks) {
        int wanted = text.length() <= WIDTH ? 0 : Math.max(0, marks.getFirst().from() - BEFORE);
        int start = wanted == 0
                ? 0
                : Math.min(text.indexOf(' ', wanted) + 1, marks.getFirst().from());
        int most = Math.min(text.length(), start + WIDTH);
        int space = text.lastIndexOf(' ', most);
        int end = most == text.length() || space <= marks.getFirst().to() ? most : space;
        int last = Math.max(end, marks.getFirst().to());
        return new Highlight(
                part.reason(),
                text.substring(start, last),
                marks.stream()
                        .filter(mark -> mark.to() <= last)
                        .map(mark -> new Mark(mark.from() - start, mark.to() - start))
                        .toList());
    }
}
