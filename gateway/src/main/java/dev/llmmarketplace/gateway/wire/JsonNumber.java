package dev.llmmarketplace.gateway.wire;

/**
 * A JSON number while it is read. A fraction is cut off. What has an exponent or does not fit is taken as the largest
 * number there is: no count of tokens looks like that, so it will not be believed.
 */
final class JsonNumber {
    private boolean present;
    private boolean negative;
    private boolean fraction;
    private long magnitude;

    void clear() {
        present = false;
        negative = false;
        fraction = false;
        magnitude = 0;
    }

    /** Takes the next byte; what cannot belong to a number is passed over. */
    void add(byte next) {
        if (next >= '0' && next <= '9') {
            present = true;
            digit(next - '0');
        } else if (present && next == '.') {
            fraction = true;
        } else if (present && (next | 0x20) == 'e') {
            fraction = true;
            magnitude = Long.MAX_VALUE;
        } else if (!present && next == '-') {
            negative = true;
        }
    }

    private void digit(int digit) {
        if (!fraction) {
            magnitude = magnitude > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : magnitude * 10 + digit;
        }
    }

    boolean present() {
        return present;
    }

    long value() {
        return negative ? -magnitude : magnitude;
    }
}
