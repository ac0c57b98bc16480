package dev.llmmarketplace.gateway.route;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which addresses may be connected to on behalf of a provider, so that an endpoint cannot point into the
 * operator's own network: loopback, private, link-local (with it the metadata services of clouds), shared, reserved and
 * multicast ranges are refused unless allowed by name. See RFC 6890 and the IANA special-purpose address registries.
 *
 * <p>It judges resolved addresses. Whoever asks must then connect to the very address that was judged, or a name could
 * be resolved to another one in between (DNS rebinding). Immutable.
 */
public final class AddressGuard {
    private static final List<Network> SPECIAL = Network.parseAll(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "::1/128",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/9",
            "ff00::/8");

    private final List<Network> networks = new ArrayList<>();
    private final List<String> places = new ArrayList<>();

    private AddressGuard() {}

    /** Refuses all special addresses. */
    public static AddressGuard strict() {
        return allowing(List.of());
    }

    /**
     * Also lets through what the operator names.
     *
     * @param allowed each a network ({@code 10.1.0.0/16}, {@code fd00::/8}) or a {@code host:port}
     * @throws IllegalArgumentException when one is neither
     */
    public static AddressGuard allowing(List<String> allowed) {
        AddressGuard guard = new AddressGuard();
        for (String entry : allowed) {
            if (entry.indexOf('/') > 0) {
                guard.networks.add(Network.parse(entry));
            } else if (entry.matches(".+:\\d{1,5}")) {
                guard.places.add(entry);
            } else {
                throw new IllegalArgumentException("'" + entry + "' is neither a network nor host:port");
            }
        }
        return guard;
    }

    /** Those of {@code resolved} that may be connected to for {@code host} and {@code port}, in the same order. */
    public List<InetAddress> permitted(String host, int port, List<InetAddress> resolved) {
        boolean named = places.contains(host + ':' + port) || places.contains('[' + host + "]:" + port);
        return resolved.stream().filter(address -> named || permits(address)).toList();
    }

    /** True when {@code address} is public or within an allowed network. */
    public boolean permits(InetAddress address) {
        InetAddress real = embedded(address);
        return networks.stream().anyMatch(network -> network.contains(address) || network.contains(real))
                || SPECIAL.stream().noneMatch(network -> network.contains(real));
    }

    /** The IPv4 address that translation or tunnelling would reach behind an IPv6 one, else the address. */
    private static InetAddress embedded(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        if (Network.IPV4_MAPPED.contains(address)
                || Network.IPV4_COMPATIBLE.contains(address)
                || Network.NAT64.contains(address)) {
            return ipv4(bytes, 12);
        }
        return Network.SIX_TO_FOUR.contains(address) ? ipv4(bytes, 2) : address;
    }

    private static InetAddress ipv4(byte[] bytes, int at) {
        try {
            return Inet4Address.getByAddress(new byte[] {bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
