package dev.llmmarketplace.server.importing;

/** An entry that does not have the shape of its format; it alone is left out. */
final class MalformedEntry extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedEntry(String message) {
        super(message, null, false, false);
    }
}
