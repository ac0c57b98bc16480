package dev.llmmarketplace.core.catalog;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Endpoints are absolute, encrypted, not on this machine or network, and fit their protocol. */
final class EndpointRules {
    private static final String FIELD = "/endpoint/url";

    private final Predicate<URI> exempt;

    EndpointRules(Predicate<URI> exempt) {
        this.exempt = exempt;
    }

    void check(ServiceManifest manifest, Findings found) {
        Endpoint endpoint = manifest.endpoint();
        if (endpoint == null) {
            found.warning(
                    "/endpoint", "stated", "is missing", "Add it when the service is to be called, not only found.");
            return;
        }
        checkForm(endpoint.url(), found);
        checkProtocol(endpoint, found);
        if (!exempt.test(endpoint.url())) {
            checkEncryption(endpoint.url(), found);
            checkHost(endpoint.url().getHost(), found);
        }
    }

    private static void checkForm(URI url, Findings found) {
        if (url.getHost() == null) {
            found.violation(FIELD, "an absolute URL with a host", "was '" + url + "'", "Write https://host/path.");
        }
        if (url.getRawUserInfo() != null) {
            found.violation(
                    FIELD,
                    "free of credentials",
                    "holds a user or password",
                    "Move it to /endpoint/authentication/credential, which is stored encrypted.");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            found.violation(
                    FIELD,
                    "free of query and fragment",
                    "was '" + withoutUser(url) + "'",
                    "End it with the path that calls are appended to.");
        }
    }

    private static void checkProtocol(Endpoint endpoint, Findings found) {
        boolean webSocket = endpoint.url().getScheme().startsWith("ws");
        if (webSocket != (endpoint.protocol() == Protocol.WEBSOCKET)) {
            found.violation(
                    FIELD,
                    endpoint.protocol() == Protocol.WEBSOCKET ? "a wss URL" : "an https URL",
                    "was " + endpoint.url().getScheme() + " with the protocol "
                            + endpoint.protocol().wireName(),
                    "Use ws(s) URLs with the protocol websocket and with no other.");
        }
        if (endpoint.protocol() != Protocol.REST && endpoint.dialect() != Dialect.CUSTOM) {
            found.violation(
                    "/endpoint/dialect",
                    "custom with the protocol " + endpoint.protocol().wireName(),
                    "was " + endpoint.dialect().wireName(),
                    "The openai and anthropic dialects are spoken over rest.");
        }
    }

    private static void checkEncryption(URI url, Findings found) {
        String scheme = url.getScheme();
        if (!scheme.equals("https") && !scheme.equals("wss")) {
            found.violation(
                    FIELD,
                    "encrypted: https or wss",
                    "was " + scheme,
                    "Serve TLS; for a local trial list the host and port in outgoing.allow.");
        }
    }

    private static void checkHost(@Nullable String host, Findings found) {
        if (host != null && local(host.toLowerCase(Locale.ROOT))) {
            found.violation(
                    FIELD,
                    "a public address",
                    "was " + host,
                    "Name a host that the marketplace reaches over the internet; for a local trial list the host and"
                            + " port in outgoing.allow.");
        }
    }

    /** Names are not resolved here: what they resolve to is checked when a call is made. */
    private static boolean local(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost") || host.endsWith(".local")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
        return literal && privateAddress(host);
    }

    private static boolean privateAddress(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal.replaceAll("[\\[\\]]", ""));
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress();
        } catch (IllegalArgumentException e) {
            return true; // an odd way to write an address, such as 127.1, is none that a provider needs
        }
    }

    private static String withoutUser(URI url) {
        return url.getRawUserInfo() == null ? url.toString() : url.toString().replace(url.getRawUserInfo() + "@", "");
    }
}
