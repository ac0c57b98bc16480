package dev.llmmarketplace.gateway.wire;

/**
 * How large a prompt is, as far as bytes tell.
 *
 * @param characters of text in messages or input, media excluded
 * @param tokens given as numbers, as embeddings allow
 * @param bytes of the body, media excluded
 * @param media images, audio clips and files
 * @param mediaBytes of media that are in the body
 * @param open true when the provider adds to it what is not in the body, such as a stored conversation
 */
public record PromptSize(long characters, long tokens, long bytes, int media, long mediaBytes, boolean open) {
    public static final PromptSize NONE = new PromptSize(0, 0, 0, 0, 0, false);

    private static final int CHARACTERS_PER_TOKEN = 4;
    /** For what a provider's chat template adds. */
    private static final int TEMPLATE = 256;
    /** For a longer preamble, such as instructions for tools. */
    private static final int PREAMBLE = 2048;

    private static final int TOKENS_PER_MEDIUM = 4096;
    private static final int MOST_TOKENS_PER_MEDIUM = 65_536;

    /** Our own count, for when the provider reports none. */
    public long estimate() {
        return Math.ceilDiv(characters, CHARACTERS_PER_TOKEN) + tokens + (long) media * TOKENS_PER_MEDIUM / 4;
    }

    /** What to reserve for the body: a token has at least one byte, so text never takes more. */
    public long reservation() {
        return bytes + TEMPLATE + (long) media * TOKENS_PER_MEDIUM + mediaBytes / 64;
    }

    /** A provider that reports more than this is not believed. */
    public long plausible() {
        return open ? Integer.MAX_VALUE : bytes + PREAMBLE + (long) media * MOST_TOKENS_PER_MEDIUM + mediaBytes / 4;
    }
}
