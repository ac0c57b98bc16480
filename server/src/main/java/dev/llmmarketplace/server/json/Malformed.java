package dev.llmmarketplace.server.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Place;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the problem of a text that cannot be read. */
final class Malformed {
    private Malformed() {}

    static ProblemException at(Place place, String rule, String message, String mend) {
        return new ProblemException(new Problem(
                ErrorCode.MALFORMED_REQUEST,
                "Line %d, column %d: %s.".formatted(place.line(), place.column(), message),
                List.of(new Violation("", "well-formed " + rule, message, mend)
                        .at(place)
                        .under("syntax"))));
    }

    static ProblemException from(JacksonException error, Syntax syntax) {
        JsonLocation location = error.getLocation();
        Place place = location == null
                ? new Place(1, 1)
                : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
        return at(place, syntax.title(), message(error), "Correct the text at this place.");
    }

    /** The parser's message without quotations of the text and without what only helps programmers. */
    private static String message(JacksonException error) {
        String joined = error.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .collect(Collectors.joining(": "));
        int source = joined.indexOf(" (start marker at");
        return (source < 0 ? joined : joined.substring(0, source)).replaceAll(" \\(`[A-Za-z.]+`\\)|\\.$", "");
    }
}
