package dev.llmmarketplace.server.provider;

/**
 * The chat model's way to cut text: a token is a run of letters, digits and marks, or one other visible character;
 * ideographs stand alone. White space belongs to the token after it, at the end of the text to the one before it. So
 * tokens put together again are the text, and anyone can count them by eye.
 */
final class Tokenizer {
    private Tokenizer() {}

    /** How many tokens {@code text} has; 0 only for the empty text. */
    static int count(String text) {
        int count = 0;
        for (int at = 0; at < text.length(); at = next(text, at)) {
            count++;
        }
        return count;
    }

    /** Where the token ends that starts at {@code from}; {@code from} must be inside the text. */
    static int next(String text, int from) {
        int at = skipSpace(text, from);
        if (at == text.length()) {
            return at;
        }
        int first = text.codePointAt(at);
        at += Character.charCount(first);
        if (inWord(first)) {
            at = skipWord(text, at);
        }
        int rest = skipSpace(text, at);
        return rest == text.length() ? rest : at;
    }

    /** The first {@code tokens} tokens of {@code text}, or all when it has no more. */
    static String first(String text, int tokens) {
        int at = 0;
        for (int taken = 0; taken < tokens && at < text.length(); taken++) {
            at = next(text, at);
        }
        return text.substring(0, at);
    }

    private static int skipWord(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int next = text.codePointAt(at);
            if (!inWord(next)) {
                return at;
            }
            at += Character.charCount(next);
        }
        return at;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || (c > 127 && Character.isWhitespace(c));
    }

    private static boolean inWord(int c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        return !Character.isIdeographic(c) && (Character.isLetterOrDigit(c) || isMark(c));
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
