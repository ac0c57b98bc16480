package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * A block of internet addresses in CIDR notation (RFC 4632, RFC 4291). IPv4 addresses lie in the block {@code
 * ::ffff:0:0/96}, so that both families are compared in one way.
 *
 * @param high the first 64 bits of the first address
 * @param low the last 64 bits
 * @param bits how many leading bits of 128 all addresses share, 0..128
 */
public record AddressBlock(long high, long low, int bits) {
    private static final long MAPPED = 0x0000_FFFF_0000_0000L;
    private static final int MAPPED_BITS = 96;

    public AddressBlock {
        high &= mask(bits);
        low &= mask(bits - 64);
    }

    /**
     * @param text {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address
     * @throws ProblemException {@code VALIDATION_FAILED} when it is neither
     */
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        try {
            byte[] address = literal(slash < 0 ? text : text.substring(0, slash));
            int width = 8 * address.length;
            int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > width) {
                throw new IllegalArgumentException("a prefix has 0 to " + width + " bits");
            }
            return new AddressBlock(high(address), low(address), bits + 128 - width);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalid(
                    "/allowedAddresses",
                    "addresses or blocks in CIDR notation",
                    "found '" + text + "'",
                    "Write for example 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32."));
        }
    }

    private static byte[] literal(String text) {
        boolean whole =
                text.indexOf(':') >= 0 || text.chars().filter(c -> c == '.').count() == 3;
        if (!whole) {
            throw new IllegalArgumentException("an IPv4 address has four parts"); // the JDK takes fewer
        }
        return InetAddress.ofLiteral(text).getAddress();
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (high(bytes) & mask(bits)) == high && (low(bytes) & mask(bits - 64)) == low;
    }

    private static long high(byte[] address) {
        return address.length == 4 ? 0 : ByteBuffer.wrap(address).getLong();
    }

    private static long low(byte[] address) {
        return address.length == 4
                ? MAPPED | Integer.toUnsignedLong(ByteBuffer.wrap(address).getInt())
                : ByteBuffer.wrap(address).getLong(8);
    }

    private static long mask(int leading) {
        return leading <= 0 ? 0 : leading >= 64 ? -1 : -1L << 64 - leading;
    }

    /** In CIDR notation, which {@link #parse} reads. */
    @Override
    public String toString() {
        boolean mapped = bits >= MAPPED_BITS && high == 0 && (low & mask(32)) == MAPPED;
        byte[] all = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        byte[] address = mapped ? ByteBuffer.allocate(4).putInt((int) low).array() : all;
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + (mapped ? bits - MAPPED_BITS : bits);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }
}
