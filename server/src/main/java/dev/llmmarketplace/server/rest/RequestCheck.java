package dev.llmmarketplace.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Nearest;
import dev.llmmarketplace.server.json.Shape;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.rest.Operation.Body;
import dev.llmmarketplace.server.rest.Request.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds requests to the contract of their operation. */
final class RequestCheck {
    private final Operation operation;

    RequestCheck(Operation operation) {
        this.operation = operation;
    }

    /**
     * @throws ProblemException {@code NOT_FOUND} when the path names what cannot exist, {@code VALIDATION_FAILED} for the
     *     query and headers
     */
    Map<String, List<String>> parameters(
            Map<String, String> path, Map<String, List<String>> query, Function<String, List<String>> headers) {
        Map<String, List<String>> values = new HashMap<>(query);
        path.forEach((name, value) -> values.put(name, List.of(value)));
        if (!operation.anyQuery()) {
            requireKnown(query);
        }
        operation.parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.HEADER)
                .map(Parameter::name)
                .filter(name -> !headers.apply(name).isEmpty())
                .forEach(name -> values.put(name, headers.apply(name)));
        for (Parameter parameter : operation.parameters()) {
            List<Violation> violations = parameter.violations(values.getOrDefault(parameter.name(), List.of()));
            if (!violations.isEmpty()) {
                throw refusal(parameter, violations);
            }
        }
        return values;
    }

    private void requireKnown(Map<String, List<String>> query) {
        List<String> known = operation.parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.QUERY)
                .map(Parameter::name)
                .toList();
        List<Violation> violations = new ArrayList<>();
        query.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.add(unknown(name, known)));
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(violations));
        }
    }

    private static Violation unknown(String name, List<String> known) {
        String mend = Nearest.to(name, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse(known.isEmpty() ? "Take it out." : "Take it out; known are " + String.join(", ", known) + ".");
        return new Violation(name, "a known parameter", "is not known", mend);
    }

    private static ProblemException refusal(Parameter parameter, List<Violation> violations) {
        return parameter.in() == Parameter.In.PATH
                ? new ProblemException(new Problem(
                        ErrorCode.NOT_FOUND,
                        "Nothing has this address: " + violations.getFirst().message() + " where " + parameter.name()
                                + " must be " + violations.getFirst().rule() + ".",
                        violations))
                : new ProblemException(Problem.invalid(violations));
    }

    /** @throws ProblemException {@code UNSUPPORTED_MEDIA_TYPE}, {@code MALFORMED_REQUEST}, {@code VALIDATION_FAILED} */
    Content content(byte[] bytes, @Nullable String contentType) {
        Optional<Body> body = operation.body();
        if (body.isEmpty() || bytes.length == 0 && !body.get().required()) {
            return Content.NONE;
        }
        if (bytes.length == 0) {
            throw new ProblemException(ErrorCode.MALFORMED_REQUEST, "There is no body; this operation needs one.");
        }
        String mediaType = mediaType(contentType, body.get());
        Optional<Shape> shape = body.get().shapes().getOrDefault(mediaType, Optional.empty());
        return new Content(
                bytes, mediaType, shape.map(some -> tree(bytes, some)).orElse(null));
    }

    private static JsonNode tree(byte[] bytes, Shape shape) {
        Document document = Document.read(bytes, Syntax.JSON);
        List<Violation> violations = shape.violations(document.root(), "");
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(violations));
        }
        return document.root();
    }

    private static String mediaType(@Nullable String contentType, Body body) {
        String sent = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        String mediaType = sent.split(";", 2)[0].strip();
        boolean otherCharset = sent.contains("charset") && !sent.matches(".*charset\\s*=\\s*\"?utf-?8\"?\\s*(;.*)?");
        if (!body.shapes().containsKey(mediaType) || otherCharset) {
            throw new ProblemException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "This operation takes "
                            + String.join(
                                    " or ",
                                    body.shapes().keySet().stream().sorted().toList())
                            + " in UTF-8; the content-type was " + (sent.isEmpty() ? "not given" : "'" + sent + "'")
                            + ".");
        }
        return mediaType;
    }
}
