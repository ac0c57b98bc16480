package dev.llmmarketplace.core.metering;

/**
 * How much one call moved, headers and framing excluded. Neither is negative; both are 0 when not known, as after a crash.
 *
 * @param requestBytes of the body, or of the messages, that the caller sent
 * @param answerBytes of what the provider answered, of its last try where there were several
 */
public record Traffic(long requestBytes, long answerBytes) {
    public static final Traffic NONE = new Traffic(0, 0);

    public Traffic {
        if ((requestBytes | answerBytes) < 0) {
            throw new IllegalArgumentException("a count of bytes is negative");
        }
    }
}
