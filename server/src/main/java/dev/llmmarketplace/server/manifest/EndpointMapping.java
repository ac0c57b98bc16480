package dev.llmmarketplace.server.manifest;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Endpoint.Authentication;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.server.manifest.ManifestBody.AuthenticationBody;
import dev.llmmarketplace.server.manifest.ManifestBody.EndpointBody;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the endpoint: its address is a URL, and its authentication says one thing. */
final class EndpointMapping {
    private static final String AUTHENTICATION = "/endpoint/authentication";

    private EndpointMapping() {}

    /** Empty when there is none, or when it contradicts itself. */
    static Optional<Endpoint> endpoint(ManifestBody manifest, List<Violation> violations) {
        EndpointBody body = manifest.endpoint();
        if (body == null) {
            return Optional.empty();
        }
        checkAuthentication(body.authentication(), violations);
        return url(body.url(), violations)
                .map(url -> new Endpoint(
                        url,
                        ManifestMapping.wire(Protocol.class, requireNonNullElse(body.protocol(), "rest")),
                        ManifestMapping.wire(Dialect.class, requireNonNullElse(body.dialect(), "openai")),
                        authentication(body.authentication()),
                        requireNonNullElse(body.upstreamModel(), manifest.name()),
                        body.region()));
    }

    private static Optional<URI> url(String text, List<Violation> violations) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            violations.add(new Violation(
                    "/endpoint/url", "a URL", e.getReason() + " at " + e.getIndex(), "Write https://host/path."));
            return Optional.empty();
        }
    }

    private static void checkAuthentication(@Nullable AuthenticationBody body, List<Violation> violations) {
        if (body == null) {
            return;
        }
        boolean named = body.header() != null;
        if (body.type().equals("header") != named) {
            violations.add(new Violation(
                    AUTHENTICATION + "/header",
                    "stated with the type header, and with no other",
                    named ? "there is one with the type " + body.type() : "is missing",
                    named ? "Take it out, or choose the type header." : "Add the header's name."));
        }
        if (body.type().equals("none") && body.credential() != null) {
            violations.add(new Violation(
                    AUTHENTICATION + "/credential",
                    "absent with the type none",
                    "there is one, which would never be sent",
                    "Take it out, or choose the type bearer or header."));
        }
    }

    private static Authentication authentication(@Nullable AuthenticationBody body) {
        if (body == null) {
            return new Authentication.None();
        }
        return switch (body.type()) {
            case "bearer" -> new Authentication.Bearer();
            case "header" -> new Authentication.Header(requireNonNullElse(body.header(), ""));
            default -> new Authentication.None();
        };
    }
}
