package dev.llmmarketplace.server.manifest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a document's paths offer. */
public final class Operations {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private Operations() {}

    /**
     * One operation.
     *
     * @param method in lower case
     * @param path as the document has it, with {@code {parameters}}
     * @param pointer where it stands in the document
     * @param item the path it belongs to, whose parameters are its own too
     * @param body the operation itself
     */
    public record Operation(String method, String path, String pointer, JsonNode item, JsonNode body) {}

    /** In the document's order. */
    public static List<Operation> of(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            String pointer = Pointer.member("/paths", path.getKey());
            path.getValue().properties().forEach(member -> {
                if (METHODS.contains(member.getKey())) {
                    operations.add(new Operation(
                            member.getKey(),
                            path.getKey(),
                            Pointer.member(pointer, member.getKey()),
                            path.getValue(),
                            member.getValue()));
                }
            });
        });
        return operations;
    }
}
