package dev.llmmarketplace.server.configuration;

/**
 * Something that is set wrongly.
 *
 * @param place which source, and where in it
 */
public record Mistake(String key, String place, String message, String mend) {
    @Override
    public String toString() {
        return key + " (" + place + "): " + message + ". " + mend;
    }
}
