package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.cache.AnswerCache;
import dev.llmmarketplace.gateway.cache.CacheKey;
import dev.llmmarketplace.gateway.cache.CachedAnswer;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** An answer on its way into the cache. Only one that is whole and successful arrives there. */
final class CacheEntry implements AnswerKeeper {
    private static final int OK = 200;

    private final AnswerCache cache;
    private final CacheKey key;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String contentType = "";
    /** It will not be kept. */
    private boolean lost;

    CacheEntry(AnswerCache cache, CacheKey key) {
        this.cache = cache;
        this.key = key;
    }

    @Override
    public void begins(int answerStatus, @Nullable CharSequence type) {
        body.reset();
        lost = answerStatus != OK;
        contentType = type == null ? "" : type.toString();
    }

    @Override
    public void add(byte[] bytes, int from, int to) {
        lost |= body.size() + to - from > AnswerCache.LONGEST_ANSWER;
        if (lost) {
            body.reset();
        } else {
            body.write(bytes, from, to - from);
        }
    }

    @Override
    public void unmarked() {
        lost = true;
    }

    @Override
    public void costs(String amount) {
        // Given again, it costs nothing.
    }

    @Override
    public void end(Outcome outcome, boolean billed, Runnable last) {
        if (!lost && outcome == Outcome.COMPLETED) {
            cache.put(key, new CachedAnswer(contentType, body.toByteArray(), System.nanoTime()));
        }
        last.run();
    }
}
