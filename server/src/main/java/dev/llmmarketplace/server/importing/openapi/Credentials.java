package dev.llmmarketplace.server.importing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.manifest.openapi.References;
import java.util.Locale;
import java.util.Optional;

/** How the credential travels, by the first way that the document asks for and a manifest can say. */
final class Credentials {
    private final JsonNode schemes;
    private final References references;

    Credentials(JsonNode document, References references) {
        this.schemes = document.path("components").path("securitySchemes");
        this.references = references;
    }

    /**
     * @param security what is asked for: alternatives, each of which names schemes
     * @param at where the authentication will stand in the manifest
     */
    ObjectNode authentication(JsonNode security, String at, ManifestDraft draft) {
        if (security.isEmpty()) {
            draft.note("the document asks for no credential");
            return type("none");
        }
        for (JsonNode alternative : security) {
            if (alternative.isEmpty()) {
                return type("none");
            }
            Optional<ObjectNode> way = alternative.size() == 1
                    ? of(
                            references.resolve(
                                    schemes.path(alternative.fieldNames().next())),
                            at,
                            draft)
                    : Optional.empty();
            if (way.isPresent()) {
                draft.note("the credential itself: write credential: ${NAME} beside the type, which takes it from that"
                        + " environment variable, or store it later with 'marketplace services credential'");
                return way.get();
            }
        }
        draft.todo(
                at + "/type",
                "none, bearer, header, oauth2 or mtls; what the document asks for (a key in the address, a cookie, several"
                        + " credentials at once) a manifest cannot say");
        return type(ManifestDraft.MISSING);
    }

    private static Optional<ObjectNode> of(JsonNode scheme, String at, ManifestDraft draft) {
        return switch (scheme.path("type").asText().toLowerCase(Locale.ROOT)) {
            case "http" -> http(scheme.path("scheme").asText(), draft);
            case "apikey" -> key(scheme);
            case "oauth2" -> client(scheme.path("flows").path("clientCredentials"), at, draft);
            case "mutualtls" -> Optional.of(type("mtls"));
            default -> Optional.empty();
        };
    }

    private static Optional<ObjectNode> http(String scheme, ManifestDraft draft) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(type("bearer"));
            case "basic" -> {
                draft.note("Basic authentication is a header; its credential is 'Basic ' with the encoded name and"
                        + " password");
                yield Optional.of(type("header").put("header", "Authorization"));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<ObjectNode> key(JsonNode scheme) {
        String name = scheme.path("name").asText();
        return scheme.path("in").asText().equals("header") && name.matches("[A-Za-z0-9-]{1,64}")
                ? Optional.of(type("header").put("header", name))
                : Optional.empty();
    }

    private static Optional<ObjectNode> client(JsonNode flow, String at, ManifestDraft draft) {
        String url = flow.path("tokenUrl").asText();
        if (!url.matches("https?://[^\\s]{1,1990}")) {
            return Optional.empty();
        }
        ObjectNode way = type("oauth2").put("tokenUrl", url).put("clientId", "");
        draft.todo(at + "/clientId", "the marketplace's name at " + url);
        String scope = String.join(" ", names(flow.path("scopes")));
        if (scope.matches("[\\x20-\\x7e]{1,1000}")) {
            way.put("scope", scope);
        }
        return Optional.of(way);
    }

    private static Iterable<String> names(JsonNode map) {
        return map::fieldNames;
    }

    private static ObjectNode type(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
