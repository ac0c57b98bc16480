package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.metering.Cost;
import dev.llmmarketplace.core.metering.Usage;
import java.util.function.LongFunction;

/** Usage with fewer tokens than were claimed: the answer is cut first, then the prompt. Off the usual path. */
final class UsageCut {
    private UsageCut() {}

    /** At most {@code most} answer tokens; plain output goes first. */
    static Usage answer(Usage usage, long most) {
        long reasoning = Math.min(usage.reasoning(), most);
        long audio = Math.min(usage.audioOutput(), most - reasoning);
        long output = Math.min(usage.output(), most - reasoning - audio);
        return with(usage, usage.input(), usage.cacheRead(), usage.audioInput(), output, reasoning, audio);
    }

    /** The largest part of {@code usage} within these amounts; what is priced apiece is not cut. */
    static Usage toFit(Usage usage, PriceBook prices, long mostTokens, long mostNanos) {
        LongFunction<Usage> lessAnswer = answer -> answer(usage, answer);
        if (fits(lessAnswer.apply(0), prices, mostTokens, mostNanos)) {
            return largest(usage.answerTokens(), lessAnswer, prices, mostTokens, mostNanos);
        }
        LongFunction<Usage> lessPrompt = prompt -> prompt(usage, prompt);
        return largest(usage.promptTokens(), lessPrompt, prices, mostTokens, mostNanos);
    }

    private static Usage prompt(Usage usage, long most) {
        long cached = Math.min(usage.cacheRead(), most);
        long audio = Math.min(usage.audioInput(), most - cached);
        return with(usage, Math.min(usage.input(), most - cached - audio), cached, audio, 0, 0, 0);
    }

    private static Usage largest(
            long claimed, LongFunction<Usage> part, PriceBook prices, long mostTokens, long mostNanos) {
        long fitting = 0;
        long tooMuch = claimed + 1;
        while (tooMuch - fitting > 1) {
            long middle = fitting + (tooMuch - fitting) / 2;
            if (fits(part.apply(middle), prices, mostTokens, mostNanos)) {
                fitting = middle;
            } else {
                tooMuch = middle;
            }
        }
        return part.apply(fitting);
    }

    private static boolean fits(Usage usage, PriceBook prices, long mostTokens, long mostNanos) {
        return usage.totalTokens() <= mostTokens && Cost.of(usage, prices).nanos() <= mostNanos;
    }

    private static Usage with(
            Usage usage, long input, long cacheRead, long audioInput, long output, long reasoning, long audioOutput) {
        boolean whole = input == usage.input();
        return new Usage(
                input,
                cacheRead,
                whole ? usage.cacheWrite5m() : 0,
                whole ? usage.cacheWrite1h() : 0,
                output,
                reasoning,
                audioInput,
                audioOutput,
                usage.images());
    }
}
