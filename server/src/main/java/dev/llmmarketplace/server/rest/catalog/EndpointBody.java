package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Endpoint.Authentication;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An endpoint; address, upstream model, authentication and shares are for its provider's eyes. */
record EndpointBody(
        String name,
        String protocol,
        String dialect,
        String http,
        @Nullable String region,
        @Nullable String country,
        @Nullable Integer priority,
        @Nullable Integer weight,
        @Nullable String url,
        @Nullable String upstreamModel,
        @Nullable AuthenticationBody authentication) {

    record AuthenticationBody(
            String type,
            @Nullable String header,
            @Nullable String credentialName,
            @Nullable String tokenUrl,
            @Nullable String clientId,
            @Nullable String scope) {
        private static AuthenticationBody of(String type, @Nullable String header, @Nullable String credential) {
            return new AuthenticationBody(type, header, credential, null, null, null);
        }

        static AuthenticationBody from(Endpoint endpoint) {
            return switch (endpoint.authentication()) {
                case Authentication.None() -> of("none", null, null);
                case Authentication.Bearer() -> of("bearer", null, endpoint.credential());
                case Authentication.Header(String name) -> of("header", name, endpoint.credential());
                case Authentication.MutualTls() -> of("mtls", null, endpoint.credential());
                case Authentication.OAuth2(URI tokenUrl, String clientId, String scope) ->
                    new AuthenticationBody("oauth2", null, endpoint.credential(), tokenUrl.toString(), clientId, scope);
            };
        }
    }

    static EndpointBody from(Endpoint endpoint, boolean toItsProvider) {
        return new EndpointBody(
                endpoint.name(),
                endpoint.protocol().wireName(),
                endpoint.dialect().wireName(),
                endpoint.http().wireName(),
                endpoint.region(),
                endpoint.country(),
                toItsProvider ? endpoint.priority() : null,
                toItsProvider ? endpoint.weight() : null,
                toItsProvider ? endpoint.url().toString() : null,
                toItsProvider ? endpoint.upstreamModel() : null,
                toItsProvider ? AuthenticationBody.from(endpoint) : null);
    }
}
