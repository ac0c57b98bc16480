package dev.llmmarketplace.adapters.onnx;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Cuts text into the pieces that BERT models read, as {@code BertNormalizer}, {@code BertPreTokenizer} and {@code WordPiece}
 * of Hugging Face's tokenizers do for an uncased vocabulary; their counts are the ones that are billed. Written out
 * because the library comes as 15 MB of native code that unpacks itself into the user's home and takes 20 MB of memory.
 * One difference: {@code [CLS]} and its like have no power when they stand in a text.
 */
final class WordPieceTokenizer {
    /** Longer words are not cut into pieces but read as unknown. */
    private static final int LONGEST_WORD = 100;

    private final Vocabulary vocabulary;
    private final int window;

    /** @param window greatest number of tokens, the two that frame them included */
    WordPieceTokenizer(Vocabulary vocabulary, int window) {
        this.vocabulary = vocabulary;
        this.window = window;
    }

    /** The numbers of the pieces of {@code text}, framed by begin and end, cut off at the window. */
    long[] tokens(String text) {
        Tokens tokens = new Tokens();
        String plain = Characters.normalize(text);
        int start = 0;
        for (int at = 0; at < plain.length() && tokens.open(); ) {
            int character = plain.codePointAt(at);
            int next = at + Character.charCount(character);
            boolean space = character == ' ';
            if (space || Characters.punctuation(character)) {
                tokens.addWord(plain.substring(start, at));
                tokens.addWord(space ? "" : plain.substring(at, next));
                start = next;
            }
            at = next;
        }
        tokens.addWord(plain.substring(start));
        return tokens.framed();
    }

    /** What has been read so far. */
    private final class Tokens {
        private final long[] numbers = new long[window];
        private int size = 1;

        boolean open() {
            return size < window - 1;
        }

        void addWord(String word) {
            if (word.isEmpty()) {
                return;
            }
            int first = size;
            int start = 0;
            while (start < word.length()) {
                int end = longestPiece(word, start);
                if (end < 0) {
                    size = first;
                    add(vocabulary.unknown());
                    return;
                }
                start = end;
            }
        }

        /** Adds the longest known piece that begins at {@code start} and returns its end; -1 when there is none. */
        private int longestPiece(String word, int start) {
            if (word.length() > LONGEST_WORD && word.codePointCount(0, word.length()) > LONGEST_WORD) {
                return -1;
            }
            for (int end = word.length(); end > start; end--) {
                String piece = word.substring(start, end);
                Integer number = vocabulary.numbers().get(start == 0 ? piece : "##" + piece);
                if (number != null) {
                    add(number);
                    return end;
                }
            }
            return -1;
        }

        private void add(int number) {
            if (open()) {
                numbers[size++] = number;
            }
        }

        long[] framed() {
            numbers[0] = vocabulary.begin();
            numbers[size] = vocabulary.end();
            return Arrays.copyOf(numbers, size + 1);
        }
    }

    /** Which characters count as what. */
    private static final class Characters {
        /** Control characters out, all white space one kind, ideographs apart, accents off, lower case. */
        static String normalize(String text) {
            StringBuilder cleaned = new StringBuilder(text.length() + 16);
            text.codePoints().forEach(character -> appendCleaned(cleaned, character));
            StringBuilder plain = new StringBuilder(cleaned.length());
            Normalizer.normalize(cleaned, Normalizer.Form.NFD)
                    .codePoints()
                    .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                    .forEach(plain::appendCodePoint);
            return plain.toString().toLowerCase(Locale.ROOT);
        }

        private static void appendCleaned(StringBuilder cleaned, int character) {
            if (space(character)) {
                cleaned.append(' ');
            } else if (ideograph(character)) {
                cleaned.append(' ').appendCodePoint(character).append(' ');
            } else if (!control(character)) {
                cleaned.appendCodePoint(character);
            }
        }

        private static boolean space(int character) {
            return character == '\t' || character == '\n' || character == '\r' || Character.isSpaceChar(character);
        }

        private static boolean control(int character) {
            return switch (Character.getType(character)) {
                case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
                default -> character == 0xFFFD;
            };
        }

        /** The blocks that BERT calls Chinese. */
        private static boolean ideograph(int character) {
            return character >= 0x4E00 && character <= 0x9FFF
                    || character >= 0x3400 && character <= 0x4DBF
                    || character >= 0x20000 && character <= 0x2A6DF
                    || character >= 0x2A700 && character <= 0x2CEAF
                    || character >= 0xF900 && character <= 0xFAFF
                    || character >= 0x2F800 && character <= 0x2FA1F;
        }

        static boolean punctuation(int character) {
            if (character < 0x80) {
                return character > ' ' && character < 0x7F && !Character.isLetterOrDigit(character);
            }
            return switch (Character.getType(character)) {
                case Character.CONNECTOR_PUNCTUATION,
                        Character.DASH_PUNCTUATION,
                        Character.START_PUNCTUATION,
                        Character.END_PUNCTUATION,
                        Character.INITIAL_QUOTE_PUNCTUATION,
                        Character.FINAL_QUOTE_PUNCTUATION,
                        Character.OTHER_PUNCTUATION -> true;
                default -> false;
            };
        }
    }
}
