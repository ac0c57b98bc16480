package dev.llmmarketplace.gateway.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a program, or its owner, can do about a refusal: the member {@code next_step} of an error.
 *
 * @param action stable, for example {@code raise_budget}
 * @param scope whose limit refused: {@code subscription}, {@code key}, {@code service} or {@code organisation}; null when
 *     it was not a limit
 * @param limit which one, for example {@code requests_per_minute}; null when it was not a limit
 * @param request the management operation that mends it, for example {@code PUT /api/v1/budget}; null when there is none
 * @param policy which one refused; null when none did
 * @param remediation what the policy's authors say that can be done; null when they say nothing
 */
public record NextStep(
        String action,
        @Nullable String scope,
        @Nullable String limit,
        @Nullable String request,
        @Nullable String policy,
        @Nullable String remediation) {

    public NextStep(String action, @Nullable String scope, @Nullable String limit, @Nullable String request) {
        this(action, scope, limit, request, null, null);
    }

    public static NextStep of(String action, String request) {
        return new NextStep(action, null, null, request);
    }

    void write(JsonGenerator json, String member) throws IOException {
        json.writeObjectFieldStart(member);
        json.writeStringField("action", action);
        write(json, "scope", scope);
        write(json, "limit", limit);
        write(json, "request", request);
        write(json, "policy", policy);
        write(json, "remediation", remediation);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
