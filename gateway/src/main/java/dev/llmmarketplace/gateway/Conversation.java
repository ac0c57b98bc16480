package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.admit.Ticket;
import dev.llmmarketplace.gateway.wire.WireError;

/** A call in which both sides speak, for as long as they like. Belongs to one event loop. */
interface Conversation {
    Ticket ticket();

    /** Ends it: it would not be admitted any more. */
    void withdraw(WireError why);
}
