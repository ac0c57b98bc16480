package dev.llmmarketplace.gateway.route;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * A block of addresses of one family.
 *
 * @param prefix the first address
 * @param bits how many of its leading bits all addresses share
 */
record Network(byte[] prefix, int bits) {
    /** RFC 4291, 2.5.5.2. The JDK turns such addresses into IPv4 ones; other ways to them remain. */
    static final Network IPV4_MAPPED = parse("::ffff:0:0/96", 16);
    /** RFC 4291, 2.5.5.1, without {@code ::} and {@code ::1}. */
    static final Network IPV4_COMPATIBLE = parse("::/96", 16);
    /** RFC 6052. */
    static final Network NAT64 = parse("64:ff9b::/96", 16);
    /** RFC 3056. */
    static final Network SIX_TO_FOUR = parse("2002::/16", 16);

    static List<Network> parseAll(String... texts) {
        return Arrays.stream(texts).map(Network::parse).toList();
    }

    /** @throws IllegalArgumentException when {@code text} is not {@code address/bits} */
    static Network parse(String text) {
        return parse(text, text.indexOf(':') < 0 ? 4 : 16);
    }

    private static Network parse(String text, int length) {
        int slash = text.indexOf('/');
        byte[] address = literal(text.substring(0, slash), length);
        int bits = Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > 8 * length) {
            throw new IllegalArgumentException("'" + text + "' has more bits than an address");
        }
        return new Network(address, bits);
    }

    private static byte[] literal(String text, int length) {
        byte[] address = InetAddress.ofLiteral(text).getAddress();
        if (address.length == length) {
            return address;
        }
        // ofLiteral gives IPv4 for a mapped address.
        byte[] mapped = new byte[length];
        mapped[10] = mapped[11] = (byte) 0xFF;
        System.arraycopy(address, 0, mapped, 12, 4);
        return mapped;
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != prefix.length) {
            return false;
        }
        for (int i = 0; i < bits; i += 8) {
            int mask = bits - i >= 8 ? 0xFF : 0xFF << 8 - (bits - i);
            if (((prefix[i / 8] ^ other[i / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
