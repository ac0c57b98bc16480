package dev.llmmarketplace.gateway.wire;

/**
 * The figures of a provider's {@code usage} objects as they stand there: any of them may be absent (then 0), negative or
 * absurd. What a stream states again replaces what it said before; what it does not repeat stays.
 */
public final class ReportedUsage {
    long prompt;
    long completion;
    long total;
    long cached;
    long cacheWritten;
    long cacheWritten5m;
    long cacheWritten1h;
    long audioPrompt;
    long reasoning;
    long audioCompletion;
    boolean present;
    boolean provisional;
    /** The prompt is named {@code input_tokens}. */
    boolean input;
    /** The cache's figures have Anthropic's names; then the input does not include them. */
    boolean cacheApart;

    /** False while no usage object with at least one of the totals has passed. */
    public boolean present() {
        return present;
    }

    /** True when the answer's figure is that of a beginning: the rest of the stream did not come. */
    public boolean provisional() {
        return provisional;
    }

    /** Prompt tokens, cached and audio ones included. */
    public long prompt() {
        return input && cacheApart ? prompt + cached + cacheWritten() : prompt;
    }

    /** True when a figure of the prompt is negative. */
    public boolean negativePrompt() {
        return (prompt | cached | cacheWritten | cacheWritten5m | cacheWritten1h | audioPrompt) < 0;
    }

    /** Answer tokens, reasoning and audio ones included. */
    public long completion() {
        return completion;
    }

    public long total() {
        return total;
    }

    /** Prompt tokens that were read from the provider's cache. */
    public long cached() {
        return cached;
    }

    /** Prompt tokens that were written to the provider's cache, for however long. */
    public long cacheWritten() {
        return Math.max(cacheWritten, cacheWritten5m + cacheWritten1h);
    }

    /** Those of them that stay there for an hour. */
    public long cacheWritten1h() {
        return cacheWritten1h;
    }

    public long audioPrompt() {
        return audioPrompt;
    }

    public long reasoning() {
        return reasoning;
    }

    public long audioCompletion() {
        return audioCompletion;
    }
}
