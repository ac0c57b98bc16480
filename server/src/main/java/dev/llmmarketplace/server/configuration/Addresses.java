package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.core.access.AddressBlock;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** Spellings of places in a network. */
final class Addresses {
    private static final Pattern HOST_PORT =
            Pattern.compile("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?):(\\d{1,5})");

    private Addresses() {}

    static boolean isNetworkOrHostPort(String text) {
        return isNetwork(text) || isHostPort(text);
    }

    /** One address, or a block in CIDR notation. */
    static boolean isBlock(String text) {
        try {
            return AddressBlock.parse(text).bits() >= 0;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static boolean isHostPort(String text) {
        return HOST_PORT.matcher(text).matches()
                && Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)) <= 65_535;
    }

    private static boolean isNetwork(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !parts[1].matches("\\d{1,3}")) {
            return false;
        }
        try {
            int bits = InetAddress.ofLiteral(parts[0]).getAddress().length * 8;
            return Integer.parseInt(parts[1]) <= bits;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
