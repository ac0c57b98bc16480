package dev.llmmarketplace.gateway.wire;

/**
 * The figures of a provider's {@code usage} object as they stand there: any of them may be absent (then 0), negative or
 * absurd.
 */
public final class ReportedUsage {
    long prompt;
    long completion;
    long total;
    long cached;
    long cacheWritten;
    long audioPrompt;
    long reasoning;
    long audioCompletion;
    boolean present;

    void clear() {
        prompt = 0;
        completion = 0;
        total = 0;
        cached = 0;
        cacheWritten = 0;
        audioPrompt = 0;
        reasoning = 0;
        audioCompletion = 0;
        present = false;
    }

    /** False while no usage object with at least one of the totals has passed. */
    public boolean present() {
        return present;
    }

    /** Prompt tokens, cached and audio ones included. */
    public long prompt() {
        return prompt;
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

    /** Prompt tokens that were written to the provider's cache. */
    public long cacheWritten() {
        return cacheWritten;
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
