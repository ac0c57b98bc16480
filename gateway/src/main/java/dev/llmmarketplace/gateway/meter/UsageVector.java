package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.gateway.wire.ReportedUsage;

/**
 * A provider's usage as our vector. Its prompt tokens include cached and audio ones, and its completion tokens include
 * reasoning and audio ones; some providers count reasoning apart, which shows in their total.
 */
final class UsageVector {
    private UsageVector() {}

    /** Each side from the report where it is plausible, else from our count. */
    static Usage of(
            ReportedUsage reported, boolean promptPlausible, long ownPrompt, boolean answerPlausible, long ownAnswer) {
        long cached = promptPlausible ? reported.cached() : 0;
        long prompt = promptPlausible ? reported.prompt() : ownPrompt;
        long written = promptPlausible ? Math.min(reported.cacheWritten(), prompt - cached) : 0;
        long writtenForAnHour = promptPlausible ? Math.min(reported.cacheWritten1h(), written) : 0;
        long audioIn = promptPlausible ? Math.min(reported.audioPrompt(), prompt - cached - written) : 0;
        long answer = answerPlausible ? reported.completion() : ownAnswer;
        long reasoning = answerPlausible ? reasoning(reported) : 0;
        long within = answerPlausible && !reasoningApart(reported) ? reasoning : 0;
        long audioOut = answerPlausible ? Math.min(reported.audioCompletion(), answer - within) : 0;
        return new Usage(
                prompt - cached - written - audioIn,
                cached,
                written - writtenForAnHour,
                writtenForAnHour,
                answer - within - audioOut,
                reasoning,
                audioIn,
                audioOut,
                0);
    }

    /** Answer tokens that must have shown as bytes. */
    static long visible(ReportedUsage reported) {
        return reasoningApart(reported) ? reported.completion() : reported.completion() - reasoning(reported);
    }

    private static long reasoning(ReportedUsage reported) {
        return reasoningApart(reported) ? reported.reasoning() : Math.min(reported.reasoning(), reported.completion());
    }

    private static boolean reasoningApart(ReportedUsage reported) {
        return reported.reasoning() > 0
                && reported.total() == reported.prompt() + reported.completion() + reported.reasoning();
    }
}
