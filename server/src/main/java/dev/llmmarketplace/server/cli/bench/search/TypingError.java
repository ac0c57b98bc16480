package dev.llmmarketplace.server.cli.bench.search;

import java.util.Random;
import java.util.stream.IntStream;

/** Types a name with one error, in a letter: a wrong digit would name something else. */
final class TypingError {
    private static final int SHORTEST = 5;

    private final Random random;

    TypingError(Random random) {
        this.random = random;
    }

    /** As it is when it is too short to be known again. */
    String in(String name) {
        int[] letters = IntStream.range(0, name.length())
                .filter(index -> Character.isLetter(name.charAt(index)))
                .toArray();
        if (letters.length < SHORTEST) {
            return name;
        }
        int at = letters[random.nextInt(letters.length)];
        char other = (char) ('a' + random.nextInt(26));
        String before = name.substring(0, at);
        String after = name.substring(at + 1);
        return switch (random.nextInt(4)) {
            case 0 -> before + after;
            case 1 -> before + other + name.substring(at);
            case 2 -> before + other + after;
            default ->
                after.isEmpty() || !Character.isLetter(after.charAt(0))
                        ? before + after
                        : before + after.charAt(0) + name.charAt(at) + after.substring(1);
        };
    }
}
