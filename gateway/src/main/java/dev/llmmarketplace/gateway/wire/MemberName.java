package dev.llmmarketplace.gateway.wire;

/** A member's name while it is read; long ones are known to be long and nothing else. */
final class MemberName {
    private static final int LONGEST = 32;

    private final byte[] bytes = new byte[LONGEST];
    private int length;

    void clear() {
        length = 0;
    }

    void add(byte next) {
        if (length < LONGEST) {
            bytes[length] = next;
        }
        length++;
    }

    int length() {
        return length;
    }

    boolean is(String name) {
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
