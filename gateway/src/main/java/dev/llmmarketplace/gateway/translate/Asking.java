package dev.llmmarketplace.gateway.translate;

import java.nio.charset.StandardCharsets;

/**
 * What a translated request says other than its caller did.
 *
 * @param model the provider's name of it as a JSON string
 * @param mostOutput answer tokens that are allowed
 * @param completionTokens true when OpenAI's newer name is to be used for that
 */
public record Asking(byte[] model, long mostOutput, boolean streamed, boolean completionTokens) {
    String modelJson() {
        return new String(model, StandardCharsets.UTF_8);
    }
}
