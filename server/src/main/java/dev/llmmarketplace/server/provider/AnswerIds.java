package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.core.kernel.Time;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers of answers. Several runs on one machine should not share any; within a run they count up. */
final class AnswerIds {
    private static final AtomicLong NEXT = new AtomicLong(Time.currentMillis() << 20);

    private AnswerIds() {}

    static String next() {
        return Long.toHexString(NEXT.incrementAndGet());
    }
}
