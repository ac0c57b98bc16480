package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Fills an offer with what it leaves out from the one that {@code base_model} names, and that from its own base. What is
 * the other seller's and not the model's is never taken over: its price, its status, its address. Members named by
 * {@code base_model_omit} are not either. A base that the file does not hold, and a circle, end the search.
 */
final class ModelsDevInheritance {
    private static final int DEEPEST = 8;
    private static final Set<String> SELLERS_OWN =
            Set.of("cost", "status", "provider", "experimental", "base_model", "base_model_omit");

    private final JsonNode root;

    ModelsDevInheritance(JsonNode root) {
        this.root = root;
    }

    JsonNode resolve(JsonNode offer) {
        return resolve(offer, 0);
    }

    private JsonNode resolve(JsonNode offer, int depth) {
        String name = Fields.text(offer, "base_model");
        if (name == null || depth == DEEPEST || !(offer instanceof ObjectNode own)) {
            return offer;
        }
        int slash = name.indexOf('/');
        JsonNode base = root.path(slash < 0 ? "" : name.substring(0, slash))
                .path("models")
                .path(name.substring(slash + 1));
        if (!(resolve(base, depth + 1) instanceof ObjectNode found)) {
            return offer;
        }
        ObjectNode inherited = found.deepCopy();
        inherited.remove(SELLERS_OWN);
        inherited.remove(Fields.texts(own, "base_model_omit"));
        return over(inherited, own);
    }

    /** Objects are merged, anything else is replaced. */
    private static ObjectNode over(ObjectNode base, ObjectNode own) {
        own.properties().forEach(member -> {
            if (member.getValue() instanceof ObjectNode upper
                    && base.get(member.getKey()) instanceof ObjectNode lower) {
                over(lower, upper);
            } else {
                base.set(member.getKey(), member.getValue());
            }
        });
        return base;
    }
}
