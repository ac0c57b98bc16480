package dev.llmmarketplace.gateway.cache;

/**
 * A whole, successful answer as its caller got it. The array is not to be changed.
 *
 * @param contentType empty when there was none
 * @param keptAtNanos by {@link System#nanoTime}
 */
public record CachedAnswer(String contentType, byte[] body, long keptAtNanos) {
    /** What the entry itself takes beside the body: key, links, headers. Generous. */
    private static final int OVERHEAD = 256;

    public long ageNanos(long nanoTime) {
        return nanoTime - keptAtNanos;
    }

    int weight() {
        return body.length + OVERHEAD;
    }
}
