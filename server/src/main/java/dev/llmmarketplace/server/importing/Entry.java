package dev.llmmarketplace.server.importing;

/** What became of one entry of a catalogue. */
sealed interface Entry {
    record Listed(Listing listing) implements Entry {}

    record LeftOut(Skipped skipped) implements Entry {}

    static Entry skip(String entry, SkipReason reason, String detail) {
        return new LeftOut(new Skipped(entry, reason, detail));
    }
}
