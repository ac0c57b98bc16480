package dev.llmmarketplace.server.provider;

import org.jspecify.annotations.Nullable;

/**
 * One call that this provider was asked for, with the true counts, whatever the answer was directed to say.
 *
 * @param number counts up from 1 within a run
 * @param arrival who asked and how
 * @param model as requested; empty when the request could not be read
 * @param promptTokens of the request; 0 when it was refused
 * @param completionTokens of the answer: the planned ones until the call has ended, then those that were sent
 * @param ending null while it runs
 */
public record Call(
        long number,
        Arrival arrival,
        String model,
        int promptTokens,
        int completionTokens,
        @Nullable Ending ending) {

    /**
     * @param at Unix time in milliseconds
     * @param requestId header {@code x-request-id}; null when there was none
     * @param marketplaceCallId header {@code x-marketplace-call-id}; null when there was none
     * @param route for example {@code chat.completions}
     */
    public record Arrival(
            long at, @Nullable String requestId, @Nullable String marketplaceCallId, String route) {}

    /** How a call ended, as this side saw it. */
    public enum Ending {
        COMPLETED,
        REFUSED,
        INJECTED_ERROR,
        CUT,
        CLIENT_CLOSED
    }

    Call ended(Ending how, int sent) {
        return new Call(number, arrival, model, promptTokens, sent, how);
    }

    /** One line of JSON without the line's end. */
    String toJson() {
        StringBuilder json = new StringBuilder(256).append("{\"event\":");
        json.append(ending == null ? "\"begun\"" : "\"ended\"")
                .append(",\"number\":")
                .append(number);
        json.append(",\"at\":").append(arrival.at()).append(",\"requestId\":");
        JsonText.quoteOrNull(json, arrival.requestId());
        json.append(",\"callId\":");
        JsonText.quoteOrNull(json, arrival.marketplaceCallId());
        json.append(",\"route\":\"").append(arrival.route()).append("\",\"model\":");
        JsonText.quote(json, model);
        json.append(",\"promptTokens\":").append(promptTokens);
        json.append(",\"completionTokens\":").append(completionTokens).append(",\"outcome\":");
        JsonText.quoteOrNull(json, ending == null ? null : ending.name().toLowerCase(java.util.Locale.ROOT));
        return json.append('}').toString();
    }
}
