package dev.llmmarketplace.server.importing.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A manifest that is being made: its fields in their order, what somebody has to fill in, and what he should know. */
public final class ManifestDraft {
    /** Stands where something is missing; no field that is marked so is valid with it. */
    static final String MISSING = "TODO";

    private final ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    private final List<Todo> todos = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    ManifestDraft() {}

    /**
     * What somebody has to fill in.
     *
     * @param field JSON pointer into the manifest
     * @param instruction a sentence
     */
    public record Todo(String field, String instruction) {}

    public ObjectNode manifest() {
        return manifest;
    }

    public List<Todo> todos() {
        return List.copyOf(todos);
    }

    /** One sentence each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    void todo(String field, String instruction) {
        todos.add(new Todo(field, instruction));
    }

    void note(String sentence) {
        notes.add(sentence);
    }
}
