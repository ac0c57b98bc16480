package dev.llmmarketplace.server;

import dev.llmmarketplace.gateway.route.AddressGuard;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/** The local and private endpoints that the operator allows by {@code outgoing.allow}; they may be unencrypted. */
final class AllowedEndpoints implements Predicate<URI> {
    private static final InetAddress NOWHERE = InetAddress.ofLiteral("0.0.0.0");

    private final AddressGuard strict = AddressGuard.strict();
    private final AddressGuard allowing;

    AllowedEndpoints(List<String> allowed) {
        allowing = AddressGuard.allowing(allowed);
    }

    @Override
    public boolean test(URI url) {
        if (url.getHost() == null) {
            return false;
        }
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        InetAddress address = address(host);
        // A public address is exempt only where the operator names it: what networks allow are private ones.
        InetAddress judged = strict.permits(address) ? NOWHERE : address;
        return !allowing.permitted(host, port(url), List.of(judged)).isEmpty();
    }

    /** Names are not resolved here, but for the one that everybody knows. */
    private static InetAddress address(String host) {
        try {
            return host.equals("localhost") ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            return NOWHERE;
        }
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return url.getScheme().equals("https") || url.getScheme().equals("wss") ? 443 : 80;
    }
}
