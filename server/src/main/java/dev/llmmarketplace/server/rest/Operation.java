package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.server.json.Shape;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the contract.
 *
 * @param path with {@code {parameters}}
 * @param maxBody bytes
 * @param anyQuery true when parameters of the query are not looked at, as with pages, which read them themselves
 * @param gateway true when the data plane serves it, not this edge
 */
record Operation(
        String id,
        HttpMethod method,
        String path,
        Admission admission,
        RateClass rate,
        List<Parameter> parameters,
        Optional<Body> body,
        long maxBody,
        boolean gateway,
        boolean anyQuery) {

    Operation {
        parameters = List.copyOf(parameters);
    }

    /** Whom an operation lets in. */
    sealed interface Admission {
        /** Everyone; a token that comes along must be valid all the same. */
        record Public() implements Admission {}

        /** Who is signed in with a role that has it. */
        record Needs(Permission permission) implements Admission {}
    }

    /** Which bucket a request is counted in. */
    enum RateClass {
        NONE,
        LOGIN,
        REGISTER,
        READS,
        WRITES
    }

    /** @param shapes what each media type's content must look like; empty when the handler looks itself */
    record Body(boolean required, Map<String, Optional<Shape>> shapes) {
        Body {
            shapes = Map.copyOf(shapes);
        }
    }
}
