package dev.llmmarketplace.adapters.lucene;

import static java.util.stream.Collectors.groupingBy;

import dev.llmmarketplace.adapters.lucene.BestPlaces.Found;
import dev.llmmarketplace.adapters.lucene.Question.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;

/** Tells why hits are hits: in which parts they hold a word of the question, and whether they mean the same. */
final class Reasons {
    private static final String MEANING = "meaning";

    private final Question question;
    private final Map<Found, List<String>> reasons = new HashMap<>();

    private Reasons(Question question, List<Found> hits) {
        this.question = question;
        hits.forEach(hit -> reasons.put(hit, new ArrayList<>()));
    }

    /** Of a page, each word is looked up once for each part and segment, whatever the number of hits. */
    static Reasons of(Question question, List<Found> hits) throws IOException {
        Reasons made = new Reasons(question, hits);
        Map<LeafMatches, List<Found>> segments =
                hits.stream().sorted(Comparator.comparingInt(Found::document)).collect(groupingBy(Found::leaf));
        for (Map.Entry<LeafMatches, List<Found>> segment : segments.entrySet()) {
            made.addWords(segment.getKey().context().reader(), segment.getValue());
        }
        hits.forEach(made::addNameAndMeaning);
        return made;
    }

    /** @param hit one of the page's */
    List<String> of(Found hit) {
        return List.copyOf(reasons.getOrDefault(hit, List.of()));
    }

    private void addWords(LeafReader reader, List<Found> hits) throws IOException {
        for (Part part : Part.values()) {
            holders(reader, part, hits).stream().forEach(place -> add(hits.get(place), part.reason()));
        }
    }

    /** @param hits ascending; of which places in it are returned */
    private BitSet holders(LeafReader reader, Part part, List<Found> hits) throws IOException {
        BitSet holders = new BitSet();
        for (Word word : question.words()) {
            for (String stem : word.stems()) {
                PostingsEnum postings = reader.postings(new Term(part.field(), stem), PostingsEnum.NONE);
                for (int place = 0; postings != null && place < hits.size(); place++) {
                    int document = hits.get(place).document();
                    if (postings.docID() == document
                            || postings.docID() < document && postings.advance(document) == document) {
                        holders.set(place);
                    }
                }
            }
        }
        return holders;
    }

    private void addNameAndMeaning(Found hit) {
        if (of(hit).isEmpty() && hit.leaf().name(hit.document()) != LeafMatches.UNNAMED) {
            add(hit, Part.NAME.reason());
        }
        if (hit.leaf().meant(hit.document())) {
            add(hit, MEANING);
        }
    }

    private void add(Found hit, String reason) {
        reasons.computeIfAbsent(hit, any -> new ArrayList<>()).add(reason);
    }
}
