package dev.llmmarketplace.gateway.admit;

import org.jspecify.annotations.Nullable;

/**
 * What a call holds of its accounts. It grows while the call needs more, and is settled exactly once, whatever the
 * ending. Belongs to one event loop.
 */
public final class Reservation {
    private final @Nullable LeasedAccount tokenAccount;
    private final @Nullable LeasedAccount moneyAccount;
    private long tokens;
    private long nanos;
    private boolean settled;

    /** Takes over units that were reserved already. An account that is null is not limited. */
    Reservation(@Nullable LeasedAccount tokenAccount, @Nullable LeasedAccount moneyAccount, long tokens, long nanos) {
        this.tokenAccount = tokenAccount;
        this.moneyAccount = moneyAccount;
        this.tokens = tokens;
        this.nanos = nanos;
    }

    /** The most tokens that may be settled. */
    public long tokens() {
        return tokenAccount == null ? Long.MAX_VALUE : tokens;
    }

    /** The most money that may be settled. */
    public long nanos() {
        return moneyAccount == null ? Long.MAX_VALUE : nanos;
    }

    /** As it is written down: what is held, 0 of what is not limited. */
    public long heldTokens() {
        return tokenAccount == null ? 0 : tokens;
    }

    public long heldNanos() {
        return moneyAccount == null ? 0 : nanos;
    }

    /** Grows to at least these amounts from what is at hand; false, and unchanged, when that is not enough. */
    public boolean cover(long tokensNeeded, long nanosNeeded) {
        long moreTokens = tokenAccount == null ? 0 : Math.max(0, tokensNeeded - tokens);
        long moreNanos = moneyAccount == null ? 0 : Math.max(0, nanosNeeded - nanos);
        if (tokenAccount != null && moreTokens > 0 && !tokenAccount.reserve(moreTokens)) {
            return false;
        }
        if (moneyAccount != null && moreNanos > 0 && !moneyAccount.reserve(moreNanos)) {
            if (tokenAccount != null) {
                tokenAccount.release(moreTokens);
            }
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
        if (tokenAccount != null && moreTokens > tokenAccount.free()) {
            return await(tokenAccount, moreTokens, wake);
        }
        if (moneyAccount != null && moreNanos > moneyAccount.free()) {
            return await(moneyAccount, moreNanos, wake);
        }
        wake.run(); // what was missing has come in between
        return true;
    }

    private static boolean await(LeasedAccount account, long units, Runnable wake) {
        boolean hope = account.worthAsking();
        if (hope) {
            account.await(units, wake);
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
        if (tokenAccount != null) {
            tokenAccount.release(tokens - tokensSpent);
        }
        if (moneyAccount != null) {
            moneyAccount.release(nanos - nanosSpent);
        }
    }

    boolean settled() {
        return settled;
    }
}
