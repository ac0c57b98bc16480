package dev.llmmarketplace.core.catalog;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the operator's policies say of a listing of a public catalogue.
 *
 * @param basis the state of the policies that were asked
 * @param blocking why it is not listed; none when it may be
 * @param asking why a person decides before it is listed
 * @param warning what is said of it, and nothing else
 */
public record ListingJudgement(String basis, List<Note> blocking, List<Note> asking, List<Note> warning) {
    /** Nobody was asked, and nothing was found. */
    public static final ListingJudgement NONE = new ListingJudgement("", List.of(), List.of(), List.of());

    public ListingJudgement {
        blocking = List.copyOf(blocking);
        asking = List.copyOf(asking);
        warning = List.copyOf(warning);
    }

    /**
     * A policy that is not kept.
     *
     * @param sentence for people
     */
    public record Note(String policy, String sentence) {}

    public boolean blocks() {
        return !blocking.isEmpty();
    }

    /** Why it is suspended. */
    public String reason() {
        return blocking.stream().map(Note::sentence).collect(Collectors.joining(" "));
    }
}
