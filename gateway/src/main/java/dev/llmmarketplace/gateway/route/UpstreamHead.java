package dev.llmmarketplace.gateway.route;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.gateway.wire.Route;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request's head that is the same for all calls to a version by one route: request line, host, credential.
 * Holds the credential in the clear, so it has no other way out than to the provider.
 */
public final class UpstreamHead {
    private final byte[] bytes;

    private UpstreamHead(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param credential what is sent: the stored one, or the access token that was got for it
     * @throws IllegalArgumentException when a header name or the credential cannot stand in a head
     */
    static UpstreamHead of(Endpoint endpoint, @Nullable Secret credential, Route route) {
        return of(endpoint, credential, "POST " + target(endpoint.url(), route.path()), route.opaque());
    }

    /** Of a request that costs nothing: for the list of models, or for what an endpoint of another shape allows. */
    static UpstreamHead probe(Endpoint endpoint, @Nullable Secret credential) {
        boolean custom = endpoint.dialect() == Dialect.CUSTOM;
        String line = custom ? "OPTIONS " + target(endpoint.url(), "") : "GET " + target(endpoint.url(), "/models");
        return of(endpoint, credential, line, custom);
    }

    static UpstreamHead grpc(Endpoint endpoint, @Nullable Secret credential, String method) {
        return of(endpoint, credential, "POST " + target(endpoint.url(), method), true);
    }

    /** Of a form that is posted to {@code url}. */
    static UpstreamHead form(URI url, String authorization) {
        StringBuilder head = new StringBuilder(256);
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        head.append("POST ").append(path).append(url.getRawQuery() == null ? "" : '?' + url.getRawQuery());
        head.append(" HTTP/1.1\r\nhost: ").append(Origin.of(url).authority()).append("\r\n");
        head.append("content-type: application/x-www-form-urlencoded\r\n");
        header(head, "authorization", authorization);
        return new UpstreamHead(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static UpstreamHead of(Endpoint endpoint, @Nullable Secret credential, String line, boolean anyType) {
        StringBuilder head = new StringBuilder(256);
        head.append(line).append(" HTTP/1.1\r\n");
        head.append("host: ").append(Origin.of(endpoint.url()).authority()).append("\r\n");
        if (!anyType) {
            head.append("content-type: application/json\r\n");
        }
        head.append("user-agent: llm-marketplace\r\n");
        List<String> shown = credentialHeader(endpoint, credential);
        if (!shown.isEmpty()) {
            header(head, shown.getFirst(), shown.getLast());
        }
        return new UpstreamHead(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Name and value; empty when the endpoint needs no credential. */
    static List<String> credentialHeader(Endpoint endpoint, @Nullable Secret credential) {
        return switch (endpoint.authentication()) {
            case Endpoint.Authentication.None(), Endpoint.Authentication.MutualTls() -> List.of();
            case Endpoint.Authentication.Bearer() -> List.of("authorization", "Bearer " + plain(credential));
            case Endpoint.Authentication.OAuth2 _ -> List.of("authorization", "Bearer " + plain(credential));
            case Endpoint.Authentication.Header(String name) -> List.of(name, plain(credential));
        };
    }

    private static String target(URI url, String subPath) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        boolean slash = path.endsWith("/") && !subPath.isEmpty();
        String base = path.isEmpty() && subPath.isEmpty() ? "/" : slash ? path.substring(0, path.length() - 1) : path;
        return base + subPath + (url.getRawQuery() == null ? "" : '?' + url.getRawQuery());
    }

    private static String plain(@Nullable Secret credential) {
        if (credential == null) {
            throw new IllegalArgumentException("the endpoint needs a credential and none is stored");
        }
        return credential.reveal().strip();
    }

    private static void header(StringBuilder head, String name, String value) {
        if (name.isEmpty() || !visible(name) || name.indexOf(':') >= 0 || !visible(value.replace(' ', '-'))) {
            throw new IllegalArgumentException("the credential or its header's name cannot stand in a head");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static boolean visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Not to be changed. Ends behind a header; more headers and an empty line follow. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
