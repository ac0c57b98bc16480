package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.gateway.wire.PromptSize;
import dev.llmmarketplace.gateway.wire.ReportedUsage;

/**
 * What is known of a call when it ends.
 *
 * @param reported the provider's word
 * @param characters of content that passed
 * @param bytes of the answer that passed; more than any answer has where a part of it may not show
 * @param choices asked for; 0 where there is no generated answer, as with embeddings
 * @param mostOutput answer tokens per choice that were allowed
 */
public record Counted(
        PromptSize prompt, ReportedUsage reported, long characters, long bytes, int choices, long mostOutput) {
    private static final int CHARACTERS_PER_TOKEN = 4;
    /** Tokens that stand for no visible byte: ends of turns, calls of tools. */
    private static final int INVISIBLE = 64;

    /** Our own count of prompt tokens. */
    long promptEstimate() {
        return prompt.estimate();
    }

    /** Our own count of answer tokens. */
    long answerEstimate() {
        return choices == 0 ? 0 : Math.ceilDiv(characters, CHARACTERS_PER_TOKEN);
    }

    /** No answer has more visible tokens: each has a byte at least. */
    long plausibleAnswer() {
        return choices == 0 ? 0 : bytes + (long) INVISIBLE * choices;
    }

    /** The most answer tokens that were allowed, all choices together. */
    long bound() {
        return mostOutput > Integer.MAX_VALUE ? Long.MAX_VALUE : mostOutput * choices;
    }
}
