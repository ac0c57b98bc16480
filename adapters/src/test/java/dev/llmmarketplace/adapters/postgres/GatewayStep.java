package dev.llmmarketplace.adapters.postgres;

/** What a gateway does with an allowance; the holders are numbered. */
sealed interface GatewayStep {
    record Lease(int holder, int units) implements GatewayStep {}

    /** Of what the holder has; less when it has less. */
    record Ship(int holder, int units) implements GatewayStep {}

    /** The last batch once more, as after an answer that was lost. */
    record ShipAgain(int holder) implements GatewayStep {}

    /** Of what the holder has; less when it has less. */
    record GiveBack(int holder, int units) implements GatewayStep {}

    record Reclaim(int holder) implements GatewayStep {}
}
