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
    private String renamed = "";
    private String written = "";

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

    /** From now on findings at {@code name} are located at {@code asWritten}, which the document has in its place. */
    public void rename(String name, String asWritten) {
        renamed = name;
        written = asWritten;
    }

    /** The same finding with its place, when the document has one for its field. */
    public Violation locate(Violation found) {
        Violation violation = asWritten(found);
        Place place = of(violation.field());
        return place == null ? violation : violation.at(place);
    }

    private Violation asWritten(Violation found) {
        boolean within = !renamed.isEmpty() && (found.field() + '/').startsWith(renamed + '/');
        return within ? found.about(written + found.field().substring(renamed.length())) : found;
    }
}
