package dev.llmmarketplace.gateway.admit;

import java.util.List;

/**
 * What a call holds of its accounts. It grows while the call needs more, and is settled exactly once, whatever the
 * ending. Belongs to one event loop.
 */
public final class Reservation {
    private final Funds funds;
    private long tokens;
    private long nanos;
    private boolean settled;

    /** Of nothing yet. */
    Reservation(Funds funds) {
        this.funds = funds;
    }

    /** The most tokens that may be settled. */
    public long tokens() {
        return funds.tokens() == null ? Long.MAX_VALUE : tokens;
    }

    /** The most money that may be settled. */
    public long nanos() {
        return funds.limitsMoney() ? nanos : Long.MAX_VALUE;
    }

    /** As it is written down: what is held, 0 of what is not limited. */
    public long heldTokens() {
        return funds.tokens() == null ? 0 : tokens;
    }

    public long heldNanos() {
        return funds.limitsMoney() ? nanos : 0;
    }

    /** Grows to at least these amounts from what is at hand; false, and unchanged, when that is not enough. */
    public boolean cover(long tokensNeeded, long nanosNeeded) {
        long moreTokens = Math.max(0, tokensNeeded - tokens);
        long moreNanos = Math.max(0, nanosNeeded - nanos);
        if (!funds.reserve(moreTokens, moreNanos)) {
            return false;
        }
        tokens += moreTokens;
        nanos += moreNanos;
        return true;
    }

    /**
     * Asks the authority for what {@link #cover} could not get.
     *
     * @param wake runs when there is news, on some thread; perhaps at once
     * @return false when it has nothing more to give, as far as is known
     */
    public boolean await(long tokensNeeded, long nanosNeeded, Runnable wake) {
        long moreTokens = Math.max(0, tokensNeeded - tokens);
        long moreNanos = Math.max(0, nanosNeeded - nanos);
        LeasedAccount lacking = funds.lacking(moreTokens, moreNanos);
        if (lacking == null) {
            wake.run(); // what was missing has come in between
            return true;
        }
        boolean hope = lacking.worthAsking();
        if (hope) {
            lacking.await(lacking == funds.tokens() ? moreTokens : moreNanos, wake);
        }
        return hope;
    }

    /** Spends this much and gives the rest back. */
    public void settle(long tokensSpent, long nanosSpent) {
        if (settled) {
            throw new IllegalStateException("a reservation is settled once");
        }
        if (tokensSpent > tokens() || nanosSpent > nanos()) {
            throw new IllegalArgumentException("more is settled than was reserved");
        }
        settled = true;
        funds.settle(tokens, tokensSpent, nanos, nanosSpent);
    }

    void describe(List<LimitState> states) {
        funds.describe(states);
    }

    boolean settled() {
        return settled;
    }
}
