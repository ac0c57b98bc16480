package dev.llmmarketplace.core.catalog;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints are absolute, encrypted, not on this machine or network, and fit their protocol. Those of one version speak
 * the same, since any of them may get a call.
 */
final class EndpointRules {
    private final Predicate<URI> exempt;

    EndpointRules(Predicate<URI> exempt) {
        this.exempt = exempt;
    }

    /** Where the endpoint stands in the manifest: a single one has a name of its own. */
    static String field(ServiceManifest manifest, int index) {
        return manifest.endpoints().size() == 1 ? "/endpoint" : "/endpoints/" + index;
    }

    void check(ServiceManifest manifest, Findings found) {
        if (manifest.endpoints().isEmpty()) {
            found.add(
                    ManifestRule.ENDPOINT_STATED,
                    "/endpoint",
                    "stated",
                    "is missing",
                    "Add it when the service is to be called, not only found.");
        }
        for (int i = 0; i < manifest.endpoints().size(); i++) {
            check(manifest.endpoints().get(i), field(manifest, i), found);
        }
        checkTogether(manifest.endpoints(), found);
    }

    private void check(Endpoint endpoint, String at, Findings found) {
        String field = at + "/url";
        checkForm(endpoint.url(), field, at, found);
        checkProtocol(endpoint, at, found);
        checkHttp(endpoint, at, found);
        if (!exempt.test(endpoint.url())) {
            checkEncryption(endpoint.url(), field, found);
            checkHost(endpoint.url().getHost(), field, found);
        }
        if (endpoint.authentication() instanceof Endpoint.Authentication.OAuth2(URI tokenUrl, String _, String _)) {
            checkTokenUrl(tokenUrl, at + "/authentication", found);
        }
    }

    private void checkTokenUrl(URI url, String at, Findings found) {
        String field = at + "/tokenUrl";
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            found.add(
                    ManifestRule.TOKEN_URL_ABSOLUTE,
                    field,
                    "an absolute URL without credentials and fragment",
                    "is none",
                    "Write https://host/path; the client's secret belongs into " + at + "/credential.");
        }
        if (!exempt.test(url)) {
            checkEncryption(url, field, found);
            checkHost(url.getHost(), field, found);
        }
    }

    private static void checkTogether(List<Endpoint> endpoints, Findings found) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < endpoints.size(); i++) {
            Endpoint endpoint = endpoints.get(i);
            Endpoint first = endpoints.getFirst();
            if (!names.add(endpoint.name())) {
                found.add(
                        ManifestRule.ENDPOINT_NAMES_DIFFER,
                        "/endpoints/" + i + "/name",
                        "unique within the version",
                        "'" + endpoint.name() + "' stands twice",
                        "Give each endpoint a name of its own.");
            }
            if (endpoint.protocol() != first.protocol() || endpoint.dialect() != first.dialect()) {
                found.add(
                        ManifestRule.ENDPOINTS_SPEAK_ALIKE,
                        "/endpoints/" + i + "/dialect",
                        "the same protocol and dialect as the first endpoint",
                        "was " + endpoint.dialect().wireName() + " over "
                                + endpoint.protocol().wireName(),
                        "Publish another service for endpoints that speak differently.");
            }
        }
    }

    private static void checkForm(URI url, String field, String at, Findings found) {
        if (url.getHost() == null) {
            found.add(
                    ManifestRule.URL_ABSOLUTE,
                    field,
                    "an absolute URL with a host",
                    "was '" + url + "'",
                    "Write https://host/path.");
        }
        if (url.getRawUserInfo() != null) {
            found.add(
                    ManifestRule.URL_WITHOUT_CREDENTIALS,
                    field,
                    "free of credentials",
                    "holds a user or password",
                    "Move it to " + at + "/authentication/credential, which is stored encrypted.");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            found.add(
                    ManifestRule.URL_WITHOUT_QUERY,
                    field,
                    "free of query and fragment",
                    "was '" + withoutUser(url) + "'",
                    "End it with the path that calls are appended to.");
        }
    }

    private static void checkProtocol(Endpoint endpoint, String at, Findings found) {
        boolean webSocket = endpoint.url().getScheme().startsWith("ws");
        if (webSocket != (endpoint.protocol() == Protocol.WEBSOCKET)) {
            found.add(
                    ManifestRule.SCHEME_FITS_PROTOCOL,
                    at + "/url",
                    endpoint.protocol() == Protocol.WEBSOCKET ? "a wss URL" : "an https URL",
                    "was " + endpoint.url().getScheme() + " with the protocol "
                            + endpoint.protocol().wireName(),
                    "Use ws(s) URLs with the protocol websocket and with no other.");
        }
        if (endpoint.protocol() != Protocol.REST && endpoint.dialect() != Dialect.CUSTOM) {
            found.add(
                    ManifestRule.DIALECT_FITS_PROTOCOL,
                    at + "/dialect",
                    "custom with the protocol " + endpoint.protocol().wireName(),
                    "was " + endpoint.dialect().wireName(),
                    "The openai and anthropic dialects are spoken over rest.");
        }
    }

    private static void checkHttp(Endpoint endpoint, String at, Findings found) {
        boolean fits = switch (endpoint.protocol()) {
            case REST -> true;
            case GRPC -> endpoint.http() != HttpVersion.HTTP_1_1;
            case WEBSOCKET -> endpoint.http() != HttpVersion.HTTP_2;
        };
        if (!fits) {
            found.add(
                    ManifestRule.HTTP_FITS_PROTOCOL,
                    at + "/http",
                    "a version that the protocol " + endpoint.protocol().wireName() + " is spoken over",
                    "was " + endpoint.http().wireName(),
                    "Leave it out.");
        }
        String scheme = endpoint.url().getScheme();
        if (endpoint.authentication() instanceof Endpoint.Authentication.MutualTls
                && !scheme.equals("https")
                && !scheme.equals("wss")) {
            found.add(
                    ManifestRule.MTLS_NEEDS_TLS,
                    at + "/authentication/type",
                    "mtls over TLS only",
                    "the URL is " + scheme,
                    "Serve TLS, or choose another type.");
        }
    }

    private static void checkEncryption(URI url, String field, Findings found) {
        String scheme = url.getScheme();
        if (!scheme.equals("https") && !scheme.equals("wss")) {
            found.add(
                    ManifestRule.URL_ENCRYPTED,
                    field,
                    "encrypted: https or wss",
                    "was " + scheme,
                    "Serve TLS; for a local trial list the host and port in outgoing.allow.");
        }
    }

    private static void checkHost(@Nullable String host, String field, Findings found) {
        if (host != null && local(host.toLowerCase(Locale.ROOT))) {
            found.add(
                    ManifestRule.URL_PUBLIC,
                    field,
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
