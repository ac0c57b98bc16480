package dev.llmmarketplace.server.manifest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.ManifestRule;
import dev.llmmarketplace.server.json.Pointer;
import dev.llmmarketplace.server.manifest.openapi.References.Target;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks at every reference of a document, once each. The tree is walked as it is written, references are looked up and not
 * entered, so schemas that contain themselves are as good as any, and nothing multiplies. The depth of recursion is that
 * of the text, which its reader bounds.
 */
final class ReferenceWalk {
    private final JsonNode document;
    private final OpenApiFindings found;
    private final References references;
    private final Map<String, Target> known = new HashMap<>();

    ReferenceWalk(JsonNode document, OpenApiFindings found) {
        this.document = document;
        this.found = found;
        references = new References(document);
    }

    void walk() {
        walk(document, "");
    }

    private void walk(JsonNode node, String pointer) {
        References.of(node)
                .ifPresent(reference ->
                        judge(known.computeIfAbsent(reference, references::target), reference, pointer + "/$ref"));
        if (node.isObject()) {
            node.properties().forEach(member -> {
                if (!data(member.getKey())) {
                    walk(member.getValue(), Pointer.member(pointer, member.getKey()));
                }
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), Pointer.item(pointer, i));
            }
        }
    }

    /** What stands under these names is a value, in which nothing refers. */
    private static boolean data(String name) {
        return name.equals("example") || name.equals("const") || name.equals("enum") || name.equals("default");
    }

    private void judge(Target target, String reference, String pointer) {
        switch (target) {
            case Target.Value _ -> {}
            case Target.Elsewhere() ->
                report(reference, pointer, "leads out of the document", "Copy what it refers to into components.");
            case Target.Nowhere() -> report(reference, pointer, "leads nowhere", "Correct it, or add what is missing.");
            case Target.Circle() -> report(reference, pointer, "leads back to itself", "Let it lead to a value.");
        }
    }

    private void report(String reference, String pointer, String what, String mend) {
        String shown = reference.length() > 200 ? reference.substring(0, 200) + "…" : reference;
        found.add(
                ManifestRule.OPENAPI_REFERENCES,
                pointer,
                "a reference to a value of this document",
                "'" + shown + "' " + what,
                mend);
    }
}
