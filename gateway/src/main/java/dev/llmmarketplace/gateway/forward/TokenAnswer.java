package dev.llmmarketplace.gateway.forward;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmmarketplace.core.kernel.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what an authority answers (RFC 6749, 5.1): {@code access_token} and {@code expires_in}. */
final class TokenAnswer implements AnswerListener {
    private static final int LONGEST = 64 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final Consumer<Outcome> asker;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    /** What came of it. */
    sealed interface Outcome {
        /** @param lifetimeSeconds 0 when not said */
        record Granted(Secret token, long lifetimeSeconds) implements Outcome {}

        /** @param reason one sentence for the caller */
        record Refused(String reason) implements Outcome {}
    }

    TokenAnswer(Consumer<Outcome> asker) {
        this.asker = asker;
    }

    @Override
    public void head(AnswerHead head) {
        status = head.status();
    }

    @Override
    public void content(byte[] bytes, int length) {
        if (body.size() + length <= LONGEST) {
            body.write(bytes, 0, length);
        }
    }

    @Override
    public void end(byte[] bytes, int length) {
        content(bytes, length);
        asker.accept(
                status == 200
                        ? read()
                        : new Outcome.Refused("The provider's authority gave no token (status " + status + ")."));
    }

    @Override
    public void failed(UpstreamFailure failure) {
        asker.accept(new Outcome.Refused("The provider's authority gave no token: " + failure.message()));
    }

    private Outcome read() {
        String token = null;
        long lifetime = 0;
        try (JsonParser json = JSON.createParser(body.toByteArray())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("access_token") && value == JsonToken.VALUE_STRING) {
                    token = json.getText();
                } else if (name.equals("expires_in")) {
                    lifetime = json.getValueAsLong();
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            token = null;
        }
        return outcome(token, lifetime);
    }

    private static Outcome outcome(@Nullable String token, long lifetime) {
        return token == null || token.isBlank()
                ? new Outcome.Refused("The provider's authority gave an answer that holds no token.")
                : new Outcome.Granted(new Secret(token), lifetime);
    }
}
