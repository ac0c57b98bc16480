package dev.llmmarketplace.gateway.route;

import dev.llmmarketplace.core.catalog.HttpVersion;
import dev.llmmarketplace.core.kernel.TlsIdentity;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port of a provider, how HTTP is spoken there and who speaks. Connections are shared by origin, so never
 * between identities.
 *
 * @param host in lower case; an IPv6 address without brackets
 * @param identity shown in the TLS handshake; null for none
 */
public record Origin(
        boolean secure,
        String host,
        int port,
        HttpVersion http,
        @Nullable TlsIdentity identity) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** @throws IllegalArgumentException when {@code url} is not http(s) or ws(s), or names no host */
    static Origin of(URI url) {
        boolean secure = "https".equalsIgnoreCase(url.getScheme()) || "wss".equalsIgnoreCase(url.getScheme());
        boolean plain = "http".equalsIgnoreCase(url.getScheme()) || "ws".equalsIgnoreCase(url.getScheme());
        if (!secure && !plain || url.getHost() == null) {
            throw new IllegalArgumentException("an endpoint needs http(s) or ws(s) and a host, was " + url);
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        int port = url.getPort() < 0 ? secure ? HTTPS : HTTP : url.getPort();
        return new Origin(
                secure,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                HttpVersion.AUTO,
                null);
    }

    Origin with(HttpVersion version, @Nullable TlsIdentity shown) {
        return new Origin(secure, host, port, version, shown);
    }

    /** As it stands in a Host header. */
    String authority() {
        String name = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return port == (secure ? HTTPS : HTTP) ? name : name + ':' + port;
    }

    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority();
    }
}
