package dev.llmmarketplace.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.server.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that keeps its operation's contract: the caller may make it, parameters and body have the right shape.
 *
 * @param id {@code x-request-id}
 * @param caller empty on public operations only
 * @param parameters of path, query and headers, by name; none is empty
 */
public record Request(String id, Optional<Principal> caller, Map<String, List<String>> parameters, Content content) {

    /** A body as it came. */
    public record Content(
            byte[] bytes, String mediaType, @Nullable JsonNode tree) {
        static final Content NONE = new Content(new byte[0], "", null);
    }

    /** Who acts; only for operations that need a permission. */
    public Principal principal() {
        return caller.orElseThrow(() -> new IllegalStateException("the operation is public"));
    }

    /** A parameter that the contract requires. */
    public String text(String parameter) {
        return find(parameter).orElseThrow(() -> new IllegalStateException(parameter + " is not in the contract"));
    }

    public Optional<String> find(String parameter) {
        return Optional.ofNullable(parameters.get(parameter)).map(List::getFirst);
    }

    public <T> Optional<T> find(String parameter, Function<String, T> parser) {
        return find(parameter).map(parser);
    }

    /** All values of a parameter that may be repeated. */
    public List<String> all(String parameter) {
        return parameters.getOrDefault(parameter, List.of());
    }

    public Page.Request page() {
        return new Page.Request(
                find("limit", Integer::parseInt).orElse(20), find("cursor").orElse(null));
    }

    /** Reads the body, which the contract requires, as a wire record. */
    public <T> T body(Class<T> type) {
        if (content.tree() == null) {
            throw new IllegalStateException("the operation's contract has no JSON body");
        }
        return Json.bind(content.tree(), type);
    }

    /** Reads a body that may be left out. */
    public <T> Optional<T> bodyIfAny(Class<T> type) {
        return content.tree() == null ? Optional.empty() : Optional.of(body(type));
    }

    /**
     * For whom the caller acts: the organisation that is named, or his own.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code FORBIDDEN} for another's without the right to
     */
    public OrganisationId organisation(Optional<String> named) {
        OrganisationId target =
                named.map(OrganisationId::parse).orElse(principal().organisation());
        principal().requireOrganisation(target);
        return target;
    }

    /** As {@link #organisation(Optional)}, named by the query parameter {@code organisation}. */
    public OrganisationId organisation() {
        return organisation(find("organisation"));
    }

    public boolean callerPermits(Permission permission) {
        return caller.map(principal -> principal.permits(permission)).orElse(false);
    }
}
