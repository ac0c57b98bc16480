package dev.llmmarketplace.server.json;

import com.fasterxml.jackson.core.JsonLocation;
import dev.llmmarketplace.core.kernel.Problem.Place;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each value of a document stands: its name within an object, or the value itself. */
public final class Positions {
    private final Map<String, Place> places = new HashMap<>();

    Positions() {}

    void put(String pointer, JsonLocation location) {
        places.putIfAbsent(pointer, new Place(location.getLineNr(), location.getColumnNr()));
    }

    /** The place of the value at {@code pointer}, or of the nearest one around it. */
    public @Nullable Place of(String pointer) {
        String at = pointer;
        while (true) {
            Place place = places.get(at);
            if (place != null || at.isEmpty()) {
                return place;
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
    }

    /** The same finding with its place, when the document has one for its field. */
    public Violation locate(Violation violation) {
        Place place = of(violation.field());
        return place == null ? violation : violation.at(place);
    }
}
