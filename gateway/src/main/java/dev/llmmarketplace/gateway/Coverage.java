package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.admit.Ticket;

/** Keeps what a stream has reserved ahead of what it has produced. */
final class Coverage {
    private static final long STEP = 256;

    private final Ticket ticket;
    private long covered;

    Coverage(Ticket ticket) {
        this.ticket = ticket;
    }

    /** True when so many answer tokens are reserved; takes more, ahead of need, when they are not. */
    boolean reaches(long produced) {
        if (produced <= covered) {
            return true;
        }
        long ahead = produced + Math.max(STEP, produced / 2);
        if (ticket.cover(ahead)) {
            covered = ahead;
        } else if (ticket.cover(produced)) {
            covered = produced;
        }
        return produced <= covered;
    }

    /** Asks for more; false when there is no hope. */
    boolean ask(long produced, Runnable wake) {
        return ticket.awaitCover(produced + STEP, wake);
    }
}
