package dev.llmmarketplace.server.manifest;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Endpoint.Authentication;
import dev.llmmarketplace.core.catalog.HttpVersion;
import dev.llmmarketplace.core.catalog.ManifestRule;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.server.json.Pointer;
import dev.llmmarketplace.server.manifest.ManifestBody.AuthenticationBody;
import dev.llmmarketplace.server.manifest.ManifestBody.EndpointBody;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the endpoints: each address is a URL, and each authentication says one thing. */
final class EndpointMapping {
    private final ManifestBody manifest;
    private final List<Violation> violations;

    /** @param violations where contradictions are added */
    EndpointMapping(ManifestBody manifest, List<Violation> violations) {
        this.manifest = manifest;
        this.violations = violations;
    }

    /** In the order of the text, without those that contradict themselves. */
    List<Endpoint> endpoints() {
        List<Endpoint> made = new ArrayList<>();
        if (manifest.endpoint() != null && manifest.endpoints() != null) {
            violations.add(ManifestRule.ENDPOINT_OR_ENDPOINTS.broken(
                    "/endpoint",
                    "absent with endpoints",
                    "both are there",
                    "Write endpoint for a single one, endpoints for several."));
        }
        if (manifest.endpoint() != null) {
            endpoint(manifest.endpoint(), "/endpoint", 1).ifPresent(made::add);
        }
        List<EndpointBody> several = requireNonNullElse(manifest.endpoints(), List.of());
        for (int i = 0; i < several.size(); i++) {
            endpoint(several.get(i), Pointer.item("/endpoints", i), i + 1).ifPresent(made::add);
        }
        return made;
    }

    private Optional<Endpoint> endpoint(EndpointBody body, String at, int number) {
        AuthenticationBody authentication = body.authentication();
        if (authentication != null) {
            checkHeader(authentication, at + "/authentication");
            checkCredential(authentication, at + "/authentication");
            checkClient(authentication, at + "/authentication");
        }
        Optional<Authentication> way = authentication(authentication, at + "/authentication");
        return url(body.url(), at + "/url")
                .filter(_ -> way.isPresent())
                .map(url -> new Endpoint(
                        requireNonNullElse(body.name(), "endpoint-" + number),
                        url,
                        ManifestMapping.wire(Protocol.class, requireNonNullElse(body.protocol(), "rest")),
                        ManifestMapping.wire(Dialect.class, requireNonNullElse(body.dialect(), "openai")),
                        way.orElseThrow(),
                        requireNonNullElse(body.upstreamModel(), manifest.name()),
                        body.region(),
                        body.country(),
                        authentication == null ? Endpoint.DEFAULT_CREDENTIAL : authentication.credentialNamed(),
                        requireNonNullElse(body.priority(), 0),
                        requireNonNullElse(body.weight(), 1),
                        ManifestMapping.wire(HttpVersion.class, requireNonNullElse(body.http(), "auto"))));
    }

    private Optional<URI> url(String text, String at) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            violations.add(ManifestRule.URL_READABLE.broken(
                    at, "a URL", e.getReason() + " at " + e.getIndex(), "Write https://host/path."));
            return Optional.empty();
        }
    }

    private void checkHeader(AuthenticationBody body, String at) {
        boolean named = body.header() != null;
        if (body.type().equals("header") != named) {
            violations.add(ManifestRule.HEADER_FITS_TYPE.broken(
                    at + "/header",
                    "stated with the type header, and with no other",
                    named ? "there is one with the type " + body.type() : "is missing",
                    named ? "Take it out, or choose the type header." : "Add the header's name."));
        }
    }

    private void checkCredential(AuthenticationBody body, String at) {
        if (body.type().equals("none") && body.credential() != null) {
            violations.add(ManifestRule.CREDENTIAL_FITS_TYPE.broken(
                    at + "/credential",
                    "absent with the type none",
                    "there is one, which would never be sent",
                    "Take it out, or choose the type bearer or header."));
        }
        if (body.credential() != null) {
            CredentialForm.complaint(body.type().equals("mtls"), body.credential())
                    .ifPresent(found -> violations.add(ManifestRule.CREDENTIAL_READABLE.broken(
                            at + "/credential", CredentialForm.RULE, found, CredentialForm.MEND)));
        }
        String stored = manifest.credentialsAsWritten().get(body.credentialNamed());
        if (body.credential() != null && !body.credential().equals(stored)) {
            violations.add(ManifestRule.CREDENTIAL_NAMES_DIFFER.broken(
                    at + "/credentialName",
                    "another one for each secret",
                    "'" + body.credentialNamed() + "' stands with two different secrets",
                    "Give the endpoints' credentials names of their own."));
        }
    }

    private void checkClient(AuthenticationBody body, String at) {
        boolean oauth2 = body.type().equals("oauth2");
        required(oauth2, body.tokenUrl(), at + "/tokenUrl");
        required(oauth2, body.clientId(), at + "/clientId");
        if (!oauth2 && body.scope() != null) {
            required(false, body.scope(), at + "/scope");
        }
    }

    private void required(boolean oauth2, @Nullable String value, String at) {
        if (oauth2 != (value != null)) {
            violations.add(ManifestRule.OAUTH2_WHOLE.broken(
                    at,
                    "stated with the type oauth2, and with no other",
                    oauth2 ? "is missing" : "there is one with another type",
                    oauth2 ? "Add it." : "Take it out, or choose the type oauth2."));
        }
    }

    /** Empty when it is not whole, which has been said. */
    private Optional<Authentication> authentication(@Nullable AuthenticationBody body, String at) {
        if (body == null) {
            return Optional.of(new Authentication.None());
        }
        return switch (body.type()) {
            case "bearer" -> Optional.of(new Authentication.Bearer());
            case "header" -> Optional.of(new Authentication.Header(requireNonNullElse(body.header(), "")));
            case "mtls" -> Optional.of(new Authentication.MutualTls());
            case "oauth2" -> client(body.tokenUrl(), body.clientId(), body.scope(), at + "/tokenUrl");
            default -> Optional.of(new Authentication.None());
        };
    }

    private Optional<Authentication> client(
            @Nullable String tokenUrl, @Nullable String clientId, @Nullable String scope, String at) {
        return tokenUrl == null || clientId == null
                ? Optional.empty()
                : url(tokenUrl, at).map(url -> new Authentication.OAuth2(url, clientId, scope));
    }
}
