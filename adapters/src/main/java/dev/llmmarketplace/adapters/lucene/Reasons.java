package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.adapters.lucene.BestPlaces.Found;
import dev.llmmarketplace.adapters.lucene.Question.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;

/** Tells why a hit is one: in which parts it holds a word of the question, and whether it means the same. */
final class Reasons {
    private static final String MEANING = "meaning";

    private final Question question;

    Reasons(Question question) {
        this.question = question;
    }

    List<String> of(Found hit) throws IOException {
        LeafReader reader = hit.leaf().context().reader();
        List<String> reasons = new ArrayList<>();
        for (Part part : Part.values()) {
            if (holds(reader, part, hit.document())) {
                reasons.add(part.reason());
            }
        }
        if (reasons.isEmpty() && hit.leaf().name(hit.document()) != LeafMatches.UNNAMED) {
            reasons.add(Part.NAME.reason());
        }
        if (hit.leaf().meant(hit.document())) {
            reasons.add(MEANING);
        }
        return reasons;
    }

    private boolean holds(LeafReader reader, Part part, int document) throws IOException {
        for (Word word : question.words()) {
            for (String stem : word.stems()) {
                PostingsEnum postings = reader.postings(new Term(part.field(), stem), PostingsEnum.NONE);
                if (postings != null && postings.advance(document) == document) {
                    return true;
                }
            }
        }
        return false;
    }
}
