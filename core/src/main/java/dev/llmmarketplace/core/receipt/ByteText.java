package dev.llmmarketplace.core.receipt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** JSON text in UTF-8 that grows at its end. */
final class ByteText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** Behind which of a UUID's 16 half-bytes, in each of its two longs, a dash follows. */
    private static final int DASHES_HIGH = 1 << 7 | 1 << 11 | 1 << 15;

    private static final int DASHES_LOW = 1 << 3;
    private static final int UUID_LENGTH = 38;
    private static final int NUMBER_LENGTH = 20;

    private byte[] bytes = new byte[1024];
    private int length;

    ByteText raw(byte[] ascii) {
        room(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
        return this;
    }

    void number(long value) {
        if (value < 0) {
            raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        room(NUMBER_LENGTH);
        int digits = 1;
        for (long rest = value; rest > 9; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int place = length + digits - 1; place >= length; place--) {
            bytes[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    void quoted(UUID value) {
        room(UUID_LENGTH);
        bytes[length++] = '"';
        hex(value.getMostSignificantBits(), DASHES_HIGH);
        hex(value.getLeastSignificantBits(), DASHES_LOW);
        bytes[length++] = '"';
    }

    private void hex(long bits, int dashes) {
        for (int digit = 0; digit < 16; digit++) {
            bytes[length++] = HEX[(int) (bits >>> (60 - 4 * digit)) & 15];
            if ((dashes & 1 << digit) != 0) {
                bytes[length++] = '-';
            }
        }
    }

    void quoted(String text) {
        room(text.length() + 2);
        int start = length;
        bytes[length++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                length = start;
                raw(CanonicalJson.bytes(text));
                return;
            }
            bytes[length++] = (byte) c;
        }
        bytes[length++] = '"';
    }

    private void room(int needed) {
        if (bytes.length - length < needed) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + needed);
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
