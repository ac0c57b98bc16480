package dev.llmmarketplace.gateway.translate;

import dev.llmmarketplace.gateway.wire.Route;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Translates one answer of a provider for a caller of the other dialect: as a whole, or event by event. Belongs to one call
 * and one event loop.
 */
public abstract sealed class AnswerTranslation permits MessageAsChat, ChatAsMessage {
    private static final byte[] NOTHING = new byte[0];

    private final EventData events = new EventData();
    private boolean failed;

    /**
     * The translation for calls by {@code route}, which the provider answers by the other dialect's.
     *
     * @param usageAsked true when a chat's caller wants the stream's usage
     */
    public static AnswerTranslation of(Route route, String requestId, boolean usageAsked) {
        return switch (route) {
            case CHAT_COMPLETIONS -> new MessageAsChat(usageAsked);
            case MESSAGES -> new ChatAsMessage(requestId);
            default -> throw new IllegalArgumentException(route + " is not translated");
        };
    }

    /** A whole answer; null when it cannot be understood. */
    public final byte @Nullable [] whole(byte[] bytes, int from, int to) {
        try {
            return whole(Node.read(bytes, from, to));
        } catch (IOException | Untranslatable e) {
            return null;
        }
    }

    /** An error of the provider; null when it cannot be understood. */
    public final byte @Nullable [] error(int status, byte[] bytes, int from, int to) {
        try {
            return error(status, Node.read(bytes, from, to));
        } catch (IOException | Untranslatable e) {
            return null;
        }
    }

    /** What the caller gets for the next piece of a stream; may be empty. After a failure, always. */
    public final byte[] events(byte[] bytes, int from, int to) {
        if (failed) {
            return NOTHING;
        }
        events.add(bytes, from, to);
        EventText out = new EventText();
        try {
            for (String data = events.next(); data != null; data = events.next()) {
                event(data, out);
            }
            failed = events.tooLong();
        } catch (IOException | Untranslatable e) {
            failed = true;
        }
        return out.bytes();
    }

    /** What is left to say when the stream has ended as it should. */
    public final byte[] finish() {
        EventText out = new EventText();
        if (!failed) {
            finish(out);
        }
        return out.bytes();
    }

    /** True when an event could not be understood, or a stream ended that was not complete. */
    public final boolean failed() {
        return failed;
    }

    final void fail() {
        failed = true;
    }

    abstract byte[] whole(Node answer) throws IOException, Untranslatable;

    abstract byte[] error(int status, Node answer) throws IOException, Untranslatable;

    abstract void event(String data, EventText out) throws IOException, Untranslatable;

    abstract void finish(EventText out);
}
