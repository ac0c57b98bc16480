package dev.llmmarketplace.server.provider;

import org.jspecify.annotations.Nullable;

/**
 * How a request wants to be answered, from lines such as {@code #tokens 50} in its last user message or its
 * {@code user} field.
 *
 * @param text the user's text without the directives
 * @param timing when it is answered
 * @param fault what goes wrong
 * @param reporting what usage is said
 * @param shape what the answer holds
 */
record Directives(String text, Timing timing, Fault fault, Reporting reporting, Shape shape) {

    /** Answers at once with the user's own text and says the truth about it. */
    static Directives none(String text) {
        return new Directives(text, Timing.NONE, new Fault.None(), new Reporting.Exact(), new Shape.Echo());
    }

    /**
     * All in milliseconds.
     *
     * @param delay before anything is sent
     * @param firstDelay further, before the first chunk of a stream
     * @param pace between two chunks of a stream
     */
    record Timing(long delay, long firstDelay, long pace) {
        static final Timing NONE = new Timing(0, 0, 0);
    }

    sealed interface Fault {
        record None() implements Fault {}

        /** Answer with this HTTP status and an error body. */
        record Status(int code) implements Fault {}

        /** Break the connection after so many chunks; in the middle of the body when it is not a stream. */
        record Cut(int chunks) implements Fault {}

        /** Break the connection before anything is sent. */
        record Reset() implements Fault {}
    }

    sealed interface Reporting {
        record Exact() implements Reporting {}

        record Silent() implements Reporting {}

        /** These figures, whatever is true; null stands for the true one. */
        record Given(@Nullable Long prompt, @Nullable Long completion) implements Reporting {}

        /** What to say when these are the true counts; null for nothing. */
        default @Nullable StatedUsage usage(long prompt, long completion) {
            return switch (this) {
                case Exact() -> new StatedUsage(prompt, completion);
                case Silent() -> null;
                case Given(Long toldPrompt, Long toldCompletion) ->
                    new StatedUsage(
                            toldPrompt == null ? prompt : toldPrompt,
                            toldCompletion == null ? completion : toldCompletion);
            };
        }
    }

    sealed interface Shape {
        record Echo() implements Shape {}

        /** Just that text. */
        record Text(String text) implements Shape {}

        record Tokens(int count) implements Shape {}

        record Bytes(int count) implements Shape {}

        /** A call of a tool; the arguments are JSON text. */
        record Tool(String name, String arguments) implements Shape {}
    }
}
