package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.search.Highlighter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Finds words in a listing by the analysis that the index uses: a plural marks its singular, stop words mark nothing. */
public final class WordHighlighter implements Highlighter {
    private static final int MOST_WORDS = 64;
    private static final int MOST_MARKS = 20;
    /** Characters of a snippet, about two lines. */
    private static final int WIDTH = 160;
    /** Of them, before the first mark. */
    private static final int BEFORE = 40;

    private final Analyzer analyzer = Text.analyzer();

    @Override
    public List<Highlight> highlight(String question, ServiceManifest manifest) {
        Set<String> stems = Text.words(question).stream()
                .filter(word -> !Text.stopWord(word))
                .limit(MOST_WORDS)
                .map(Text::stem)
                .collect(Collectors.toSet());
        List<Highlight> highlights = new ArrayList<>();
        if (!stems.isEmpty()) {
            for (Part part : Part.values()) {
                first(part, manifest, stems).ifPresent(highlights::add);
            }
        }
        return highlights;
    }

    private Optional<Highlight> first(Part part, ServiceManifest manifest, Set<String> stems) {
        for (String text : part.texts(manifest)) {
            List<Mark> marks = marks(part, text, stems);
            if (!marks.isEmpty()) {
                return Optional.of(snippet(part, text, marks));
            }
        }
        return Optional.empty();
    }

    private List<Mark> marks(Part part, String text, Set<String> stems) {
        List<Mark> marks = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(part.field(), text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken() && marks.size() < MOST_MARKS) {
                // the parts of a word in CamelCase stand where it stands
                boolean within = !marks.isEmpty()
                        && offset.startOffset() < marks.getLast().to();
                if (!within && stems.contains(term.toString())) {
                    marks.add(new Mark(offset.startOffset(), offset.endOffset()));
                }
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string cannot fail to be read
        }
        return marks;
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
