package dev.llmmarketplace.server.importing.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.List;

/** Writes a draft as YAML, each field under the comments that concern it. */
final class DraftText {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .build());

    private final StringBuilder text = new StringBuilder();

    private DraftText() {}

    /** @param source for the first line */
    static String of(ManifestDraft draft, String source) {
        DraftText writer = new DraftText();
        writer.comment("Made of " + source + ". Complete what is marked TODO, then:");
        writer.comment("  marketplace publish --dry-run FILE");
        draft.notes().forEach(note -> writer.comment("Note: " + note));
        draft.manifest().properties().forEach(field -> {
            writer.comments(draft.todos(), "/" + field.getKey());
            writer.field(field.getKey(), field.getValue());
        });
        return writer.text.toString();
    }

    private void comments(List<ManifestDraft.Todo> todos, String field) {
        todos.stream()
                .filter(todo -> (todo.field() + "/").startsWith(field + "/"))
                .forEach(todo -> comment("TODO " + todo.field() + ": " + todo.instruction()));
    }

    /** Whatever a document says stays within its comment. */
    private void comment(String sentence) {
        text.append("# ")
                .append(sentence.replaceAll("\\p{Cntrl}|[\u0085\u2028\u2029]", " "))
                .append('\n');
    }

    private void field(String name, JsonNode value) {
        try {
            text.append(YAML.writeValueAsString(
                    JsonNodeFactory.instance.objectNode().set(name, value)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
