package dev.llmmarketplace.server.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Endpoint.Authentication;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.TlsIdentity;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.probe.GuardedCaller.Ask;
import dev.llmmarketplace.server.probe.GuardedCaller.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what a call shows that it may be made.
 *
 * @param identity in the TLS handshake; null for nobody's
 */
record Proof(Map<String, String> headers, @Nullable TlsIdentity identity) {
    /** Of calls that show nothing. */
    static final Proof NONE = new Proof(Map.of(), null);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    Proof {
        headers = Map.copyOf(headers);
    }

    /**
     * @param secret the endpoint's credential, where it needs one
     * @throws IOException with a sentence for the provider when it cannot be had
     */
    static Proof of(Endpoint endpoint, Optional<Secret> secret, GuardedCaller caller) throws IOException {
        if (secret.isEmpty()) {
            return NONE;
        }
        String text = secret.get().reveal().strip();
        return switch (endpoint.authentication()) {
            case Authentication.None() -> NONE;
            case Authentication.Bearer() -> bearer(text);
            case Authentication.Header(var name) -> new Proof(Map.of(name, text), null);
            case Authentication.OAuth2 client -> bearer(token(client, text, caller));
            case Authentication.MutualTls() -> new Proof(Map.of(), identity(text));
        };
    }

    private static Proof bearer(String token) {
        return new Proof(Map.of("authorization", "Bearer " + token), null);
    }

    private static TlsIdentity identity(String pem) throws IOException {
        try {
            return TlsIdentity.parse(pem);
        } catch (IllegalArgumentException e) {
            throw new IOException("the stored credential " + e.getMessage(), e);
        }
    }

    /** Client credentials (RFC 6749, 4.4) with HTTP Basic, as calls of the gateway get theirs. */
    private static String token(Authentication.OAuth2 client, String secret, GuardedCaller caller) throws IOException {
        String pair = encoded(client.clientId()) + ":" + encoded(secret);
        String scope = client.scope() == null ? "" : "&scope=" + encoded(client.scope());
        Map<String, String> headers = Map.of(
                "authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)),
                "content-type",
                "application/x-www-form-urlencoded");
        Reply reply = caller.send(
                Ask.post(client.tokenUrl(), new Proof(headers, null), "grant_type=client_credentials" + scope),
                PATIENCE);
        return access(reply)
                .orElseThrow(() -> new IOException("the authority at "
                        + client.tokenUrl().getHost() + " gave no token (status " + reply.status() + ")"));
    }

    private static Optional<String> access(Reply reply) {
        if (!reply.ok()) {
            return Optional.empty();
        }
        try {
            JsonNode token = Json.tree(reply.body()).path("access_token");
            return token.isTextual() ? Optional.of(token.asText()) : Optional.empty();
        } catch (RuntimeException notJson) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Proof[redacted]";
    }
}
