package dev.llmmarketplace.server.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The members of answers: {@code choices[].message.content: string}. */
final class Shapes {
    private static final int DEEPEST = 8;
    private static final int MOST = 200;

    private Shapes() {}

    /** Sorted; what is null is not there. */
    static List<String> of(JsonNode answer) {
        SortedSet<String> members = new TreeSet<>();
        collect(answer, "", 0, members);
        return List.copyOf(members);
    }

    private static void collect(JsonNode node, String path, int depth, SortedSet<String> members) {
        if (depth > DEEPEST || members.size() >= MOST || node.isNull()) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> collect(
                            member.getValue(),
                            path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                            depth + 1,
                            members));
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, path + "[]", depth + 1, members));
        } else {
            members.add(path + ": " + (node.isTextual() ? "string" : node.isBoolean() ? "boolean" : "number"));
        }
    }
}
