package dev.llmmarketplace.gateway.translate;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.gateway.wire.WireError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Translates requests. */
public final class RequestTranslation {
    private RequestTranslation() {}

    /** The first {@code length} bytes of {@code body}, a request by {@code route}, in the other dialect. */
    public static TranslatedRequest of(Route route, byte[] body, int length, Asking asking) {
        List<String> ignored = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length + 256);
        try {
            Node request = Node.read(body, 0, length);
            try (JsonGenerator json = AnswerJson.FACTORY.createGenerator(bytes)) {
                switch (route) {
                    case CHAT_COMPLETIONS -> new ChatAsMessages(request, asking, json).write();
                    case MESSAGES -> new MessagesAsChat(request, asking, json, ignored).write();
                    default -> throw new IllegalArgumentException(route + " is not translated");
                }
            }
            return new TranslatedRequest.Usable(bytes.toByteArray(), List.copyOf(ignored));
        } catch (Untranslatable e) {
            return refused(
                    "'" + e.member() + "' cannot be said to this provider, which speaks another dialect. "
                            + e.getMessage(),
                    e.member());
        } catch (IOException e) {
            return refused("The body cannot be read.", "");
        }
    }

    private static TranslatedRequest refused(String message, String member) {
        return new TranslatedRequest.Refused(
                new WireError(ErrorCode.VALIDATION_FAILED, message, member.isEmpty() ? null : member));
    }
}
