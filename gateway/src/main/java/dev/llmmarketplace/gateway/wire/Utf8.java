package dev.llmmarketplace.gateway.wire;

/** Well-formed UTF-8 as of RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /**
     * Checks the character that begins at {@code at} with a byte above 0x7F.
     *
     * @return the position behind it
     */
    static int skip(byte[] bytes, int at, int end) throws JsonReader.Malformed {
        int lead = bytes[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > end || !secondFits(lead, bytes[at + 1] & 0xFF)) {
            throw new JsonReader.Malformed("the body is not UTF-8", at);
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                throw new JsonReader.Malformed("the body is not UTF-8", at);
            }
        }
        return at + length;
    }

    private static boolean secondFits(int lead, int second) {
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return second >= lowest && second <= highest;
    }
}
