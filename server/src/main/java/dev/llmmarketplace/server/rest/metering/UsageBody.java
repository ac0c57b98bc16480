package dev.llmmarketplace.server.rest.metering;

import dev.llmmarketplace.core.metering.Usage;
import org.jspecify.annotations.Nullable;

record UsageBody(
        long promptTokens,
        long answerTokens,
        long input,
        long cacheRead,
        long cacheWrite5m,
        long cacheWrite1h,
        long output,
        long reasoning,
        long audioInput,
        long audioOutput,
        long images) {

    static @Nullable UsageBody from(@Nullable Usage usage) {
        return usage == null
                ? null
                : new UsageBody(
                        usage.promptTokens(),
                        usage.answerTokens(),
                        usage.input(),
                        usage.cacheRead(),
                        usage.cacheWrite5m(),
                        usage.cacheWrite1h(),
                        usage.output(),
                        usage.reasoning(),
                        usage.audioInput(),
                        usage.audioOutput(),
                        usage.images());
    }
}
