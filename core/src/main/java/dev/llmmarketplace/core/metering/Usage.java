package dev.llmmarketplace.core.metering;

/**
 * What one call used, the same for every provider. Counts do not overlap except where said; none is negative.
 *
 * @param input prompt tokens that were neither read from nor written to a cache, audio excluded
 * @param cacheRead prompt tokens read from the provider's cache
 * @param cacheWrite5m prompt tokens written to a cache of five minutes
 * @param cacheWrite1h prompt tokens written to a cache of one hour
 * @param output answer tokens, reasoning and audio excluded
 * @param reasoning reasoning tokens of the answer
 * @param audioInput audio tokens of the prompt
 * @param audioOutput audio tokens of the answer
 * @param images made or read where they are priced apiece
 */
public record Usage(
        long input,
        long cacheRead,
        long cacheWrite5m,
        long cacheWrite1h,
        long output,
        long reasoning,
        long audioInput,
        long audioOutput,
        long images) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Usage {
        if ((input | cacheRead | cacheWrite5m | cacheWrite1h | output | reasoning | audioInput | audioOutput | images)
                < 0) {
            throw new IllegalArgumentException("a usage count is negative");
        }
    }

    /** Plain prompt and answer tokens. */
    public static Usage of(long input, long output) {
        return new Usage(input, 0, 0, 0, output, 0, 0, 0, 0);
    }

    /** All prompt tokens, as OpenAI's {@code prompt_tokens} counts them. */
    public long promptTokens() {
        return input + cacheRead + cacheWrite5m + cacheWrite1h + audioInput;
    }

    /** All answer tokens, as OpenAI's {@code completion_tokens} counts them. */
    public long answerTokens() {
        return output + reasoning + audioOutput;
    }

    public long totalTokens() {
        return promptTokens() + answerTokens();
    }
}
