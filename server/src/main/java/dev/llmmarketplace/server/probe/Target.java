package dev.llmmarketplace.server.probe;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.probe.GuardedCaller.Ask;
import dev.llmmarketplace.server.probe.GuardedCaller.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One endpoint, and how it is called with and without its credential. */
record Target(Endpoint endpoint, Optional<Secret> credential, Proof proof, GuardedCaller caller) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONG_ENOUGH = 8;

    Reply call(String route, String json) throws IOException {
        return caller.send(Ask.post(url(route), with(proof), json), PATIENCE);
    }

    Reply callWithoutCredential(String route, String json) throws IOException {
        return caller.send(Ask.post(url(route), with(Proof.NONE), json), PATIENCE);
    }

    /** Asks what may be asked, which costs nothing. */
    Reply options(Proof shown) throws IOException {
        return caller.send(Ask.options(endpoint.url(), with(shown)), PATIENCE);
    }

    /** The status of an upgrade to a WebSocket: 101 when it is granted. */
    int upgrade(Proof shown) throws IOException {
        return caller.upgrade(endpoint.url(), with(shown), PATIENCE);
    }

    /** Calls a method of gRPC with an empty message. */
    GuardedCaller.RpcReply rpc(String method, Proof shown) throws IOException {
        return caller.rpc(url(method), with(shown), PATIENCE);
    }

    private Proof with(Proof shown) {
        Map<String, String> headers = new HashMap<>(shown.headers());
        headers.put("user-agent", "llm-marketplace-tests");
        if (endpoint.dialect() == Dialect.ANTHROPIC) {
            headers.put("anthropic-version", "2023-06-01");
        }
        return new Proof(headers, shown.identity());
    }

    private URI url(String route) {
        String base = endpoint.url().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + route);
    }

    /** True when the answer gives the credential away, or the token that was got for it. */
    boolean echoesCredential(Reply reply) {
        return credential.map(Secret::reveal).filter(reply::holds).isPresent()
                || proof.headers().values().stream()
                        .map(value -> value.replace("Bearer ", ""))
                        .filter(value -> value.length() >= LONG_ENOUGH)
                        .anyMatch(reply::holds);
    }
}
