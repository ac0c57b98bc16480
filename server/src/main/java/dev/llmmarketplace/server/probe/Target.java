package dev.llmmarketplace.server.probe;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.kernel.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One endpoint, and how it is called with and without its credential. */
record Target(Endpoint endpoint, Optional<Secret> credential, GuardedCaller caller, Duration patience) {

    GuardedCaller.Reply call(String route, String json) throws IOException {
        Map<String, String> headers = headers();
        credential.ifPresent(secret -> authenticate(headers, secret));
        return caller.post(url(route), headers, json, patience);
    }

    GuardedCaller.Reply callWithoutCredential(String route, String json) throws IOException {
        return caller.post(url(route), headers(), json, patience);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("user-agent", "llm-marketplace-tests");
        if (endpoint.dialect() == Dialect.ANTHROPIC) {
            headers.put("anthropic-version", "2023-06-01");
        }
        return headers;
    }

    private void authenticate(Map<String, String> headers, Secret secret) {
        switch (endpoint.authentication()) {
            case Endpoint.Authentication.Bearer() -> headers.put("authorization", "Bearer " + secret.reveal());
            case Endpoint.Authentication.Header(var name) -> headers.put(name, secret.reveal());
            case Endpoint.Authentication.None _,
                    Endpoint.Authentication.OAuth2 _,
                    Endpoint.Authentication.MutualTls _ -> {}
        }
    }

    private URI url(String route) {
        String base = endpoint.url().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + route);
    }

    /** True when the answer gives the credential away. */
    boolean echoesCredential(GuardedCaller.Reply reply) {
        return credential
                .map(Secret::reveal)
                .filter(text -> text.length() >= 8 && reply.body().contains(text))
                .isPresent();
    }
}
