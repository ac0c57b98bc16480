package dev.llmmarketplace.server.manifest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.manifest.openapi.References.Target;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    /** Each refers to the next, the last to nothing. */
    private static References chain(int length) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode links = document.putArray("x");
        for (int i = 1; i < length; i++) {
            links.addObject().put("$ref", "#/x/" + i);
        }
        links.addObject().put("type", "string");
        return new References(document);
    }

    @Test
    void aShortChainIsFollowedToItsEnd() {
        assertThat(chain(10).target("#/x/0")).isInstanceOf(Target.Value.class);
    }

    @Test
    void aChainThatNobodyNeedsIsNotFollowedForEachOfItsLinks() {
        assertThat(chain(10_000).target("#/x/0")).isInstanceOf(Target.Circle.class);
    }
}
