package dev.llmmarketplace.gateway.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole JSON text (RFC 8259) strictly, as bytes: every byte is checked, nothing is built. What it accepts is a
 * subset of what providers' parsers accept, so that none of them reads a body otherwise than we did.
 */
abstract class JsonReader {
    private static final int MAX_DEPTH = 128;

    /** Not JSON, not UTF-8, or not what a member must be. Thrown inside this package only, and caught there. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        /** The member at fault; null when the text as a whole is. */
        final @Nullable String member;

        Malformed(String what, int at) {
            super(what + " at byte " + at, null, false, false);
            this.member = null;
        }

        Malformed(String member, String what) {
            super(what, null, false, false);
            this.member = member;
        }
    }

    final byte[] bytes;
    final int end;
    int at;
    /** Of the last string: its content without the quotes. */
    int stringFrom;

    int stringTo;
    /** Of the last string: characters after unescaping. */
    int stringCharacters;

    private boolean escaped;

    JsonReader(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
    }

    /** The next byte that is no white space. */
    final byte peek() throws Malformed {
        while (at < end) {
            byte next = bytes[at];
            if (next > ' ' || next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next;
            }
            at++;
        }
        throw new Malformed("the JSON ends too early", at);
    }

    final void expect(char wanted) throws Malformed {
        if (peek() != wanted) {
            throw new Malformed("'" + wanted + "' is missing", at);
        }
        at++;
    }

    /** In an object or array: true when another element follows, false behind the closing bracket. */
    final boolean more(char closing, boolean first) throws Malformed {
        byte next = peek();
        if (next == closing) {
            at++;
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    final void endOfText() throws Malformed {
        while (at < end) {
            byte next = bytes[at];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                throw new Malformed("something follows the JSON", at);
            }
            at++;
        }
    }

    /** Reads a name and its colon. */
    final void name() throws Malformed {
        string();
        expect(':');
    }

    final boolean nameIs(byte[] name) {
        if (escaped) {
            return Arrays.equals(text().getBytes(StandardCharsets.UTF_8), name);
        }
        return Arrays.equals(bytes, stringFrom, stringTo, name, 0, name.length);
    }

    final void string() throws Malformed {
        expect('"');
        stringFrom = at;
        stringCharacters = 0;
        escaped = false;
        while (true) {
            while (at + Words.BYTES <= end && Words.plainText(bytes, at)) {
                at += Words.BYTES;
                stringCharacters += Words.BYTES;
            }
            if (at >= end) {
                throw new Malformed("a string is not closed", at);
            }
            if (bytes[at] == '"') {
                stringTo = at++;
                return;
            }
            character();
        }
    }

    private void character() throws Malformed {
        byte next = bytes[at];
        stringCharacters++;
        if (next == '\\') {
            escape();
        } else if (next < 0) {
            at = Utf8.skip(bytes, at, end);
        } else if (next < ' ') {
            throw new Malformed("a control character stands in a string", at);
        } else {
            at++;
        }
    }

    private void escape() throws Malformed {
        escaped = true;
        at++;
        byte kind = at < end ? bytes[at] : 0;
        switch (kind) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
            case 'u' -> hexadecimal();
            default -> throw new Malformed("an escape is unknown", at);
        }
    }

    private void hexadecimal() throws Malformed {
        for (int i = 1; i <= 4; i++) {
            if (at + i >= end || Character.digit(bytes[at + i], 16) < 0) {
                throw new Malformed("an escape needs four hexadecimal digits", at);
            }
        }
        at += 5;
    }

    /** The last string, unescaped. */
    final String text() {
        return escaped
                ? Escapes.decode(bytes, stringFrom, stringTo)
                : new String(bytes, stringFrom, stringTo - stringFrom, StandardCharsets.UTF_8);
    }

    final void number() throws Malformed {
        int from = at;
        at += at < end && bytes[at] == '-' ? 1 : 0;
        int integer = at;
        digits();
        if (bytes[integer] == '0' && at > integer + 1) {
            throw new Malformed("a number begins with a zero", from);
        }
        if (at < end && bytes[at] == '.') {
            at++;
            digits();
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            at++;
            at += at < end && (bytes[at] == '+' || bytes[at] == '-') ? 1 : 0;
            digits();
        }
    }

    private void digits() throws Malformed {
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw new Malformed("a value is missing or no JSON", at);
        }
    }

    final void literal(String word) throws Malformed {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                throw new Malformed("a value is missing or no JSON", at);
            }
        }
        at += word.length();
    }

    /** Reads any value. */
    final void skip(int depth) throws Malformed {
        switch (peek()) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> {
                string();
                stringValue();
            }
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                number();
                numberValue();
            }
        }
    }

    private void object(int depth) throws Malformed {
        checkDepth(depth);
        at++;
        for (boolean first = true; more('}', first); first = false) {
            name();
            member(depth);
        }
    }

    private void array(int depth) throws Malformed {
        checkDepth(depth);
        at++;
        for (boolean first = true; more(']', first); first = false) {
            skip(depth);
        }
    }

    private void checkDepth(int depth) throws Malformed {
        if (depth > MAX_DEPTH) {
            throw new Malformed("the JSON is nested more than " + MAX_DEPTH + " deep", at);
        }
    }

    /** Reads the value of the member whose name was just read. */
    void member(int depth) throws Malformed {
        skip(depth);
    }

    /** Told of each string value that {@link #skip} passes. */
    void stringValue() {}

    /** Told of each number that {@link #skip} passes. */
    void numberValue() {}
}
