package dev.llmmarketplace.adapters.lucene;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** How text becomes words: by Unicode's rules, lower case, without accents; stemmed where words are sought. */
final class Text {
    /** Every word of a listing as it is written: what misspelt and half-typed words are completed from. */
    static final String SURFACE = "surface";
    /** The words of names as they are written. */
    static final String NAMES = "names";

    /** Unicode takes these for parts of a word; in the names of models they join words. */
    private static final NormalizeCharMap JOINTS = joints();

    /**
     * Of a word in CamelCase, which is how functions, plug-ins and products are called, the parts are words as well. Only in
     * the index: whoever asks types them apart, or the whole.
     */
    private static final int CAMEL_CASE = WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
            | WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE
            | WordDelimiterGraphFilter.PRESERVE_ORIGINAL;

    private static final Analyzer INDEXED = chain(source -> new PorterStemFilter(
            written(new FlattenGraphFilter(new WordDelimiterGraphFilter(source, CAMEL_CASE, null)))));
    private static final Analyzer STEMMED = chain(source -> new PorterStemFilter(written(source)));
    private static final Analyzer WRITTEN = chain(Text::written);

    /** Words that carry the question, not what it is about: without them the right answer ranks higher (0.58 to 0.53). */
    private static final Set<String> STOP_WORDS = Set.of("""
            a an and are as at be but by for if in into is it no not of on or such that the their then there these they
            this to was will with i me my we us our you your he she his her its who what which when where why how can
            could would should do does did have has had am been being some any please want need help like looking find
            get give provide tell show also more most so than too very just about from up out over all each other
            """.split("\\s+"));

    private Text() {}

    /** For the index: all fields stemmed, but for the two of written words. */
    static Analyzer analyzer() {
        return new PerFieldAnalyzerWrapper(INDEXED, Map.of(SURFACE, WRITTEN, NAMES, WRITTEN));
    }

    /** The words of {@code text} as they are written. */
    static List<String> words(String text) {
        return tokens(WRITTEN, text);
    }

    static String stem(String word) {
        List<String> stems = tokens(STEMMED, word);
        return stems.isEmpty() ? word : stems.getFirst();
    }

    static boolean stopWord(String word) {
        return STOP_WORDS.contains(word);
    }

    private static List<String> tokens(Analyzer analyzer, String text) {
        List<String> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string cannot fail to be read
        }
        return tokens;
    }

    private static NormalizeCharMap joints() {
        NormalizeCharMap.Builder joints = new NormalizeCharMap.Builder();
        joints.add("_", " ");
        joints.add(":", " ");
        return joints.build();
    }

    private static TokenStream written(TokenStream source) {
        return new EnglishPossessiveFilter(new ASCIIFoldingFilter(new LowerCaseFilter(source)));
    }

    private static Analyzer chain(UnaryOperator<TokenStream> filters) {
        return new Analyzer() {
            @Override
            protected Reader initReader(String field, Reader reader) {
                return new MappingCharFilter(JOINTS, reader);
            }

            @Override
            protected TokenStreamComponents createComponents(String field) {
                StandardTokenizer source = new StandardTokenizer();
                return new TokenStreamComponents(source, filters.apply(source));
            }
        };
    }
}
