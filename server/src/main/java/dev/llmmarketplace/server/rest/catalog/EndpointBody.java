package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Endpoint.Authentication;
import org.jspecify.annotations.Nullable;

/** An endpoint; address, upstream model and authentication are for its provider's eyes. */
record EndpointBody(
        String protocol,
        String dialect,
        @Nullable String region,
        @Nullable String url,
        @Nullable String upstreamModel,
        @Nullable AuthenticationBody authentication) {

    record AuthenticationBody(String type, @Nullable String header) {
        static AuthenticationBody from(Authentication authentication) {
            return switch (authentication) {
                case Authentication.None() -> new AuthenticationBody("none", null);
                case Authentication.Bearer() -> new AuthenticationBody("bearer", null);
                case Authentication.Header(String name) -> new AuthenticationBody("header", name);
            };
        }
    }

    static @Nullable EndpointBody from(@Nullable Endpoint endpoint, boolean toItsProvider) {
        if (endpoint == null) {
            return null;
        }
        return new EndpointBody(
                endpoint.protocol().wireName(),
                endpoint.dialect().wireName(),
                endpoint.region(),
                toItsProvider ? endpoint.url().toString() : null,
                toItsProvider ? endpoint.upstreamModel() : null,
                toItsProvider ? AuthenticationBody.from(endpoint.authentication()) : null);
    }
}
