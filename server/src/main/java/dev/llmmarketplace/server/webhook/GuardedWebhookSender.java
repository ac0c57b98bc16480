package dev.llmmarketplace.server.webhook;

import dev.llmmarketplace.core.webhook.Attempt;
import dev.llmmarketplace.core.webhook.WebhookSender;
import dev.llmmarketplace.server.probe.GuardedCaller;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@link WebhookSender} that calls what {@link GuardedCaller} may call. Redirects are not followed. */
public final class GuardedWebhookSender implements WebhookSender {
    private final GuardedCaller caller;
    private final Duration patience;
    private final InstantSource clock;

    /** @param patience until the answer has come, whole */
    public GuardedWebhookSender(GuardedCaller caller, Duration patience, InstantSource clock) {
        this.caller = caller;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Attempt send(URI url, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", "application/cloudevents+json; charset=utf-8");
        all.put("user-agent", "llm-marketplace");
        Instant at = clock.instant();
        long start = System.nanoTime();
        try {
            GuardedCaller.Reply reply = caller.post(url, all, body, patience);
            return new Attempt(at, since(start), reply.status(), null, reply.body());
        } catch (IOException | RuntimeException e) {
            return new Attempt(at, since(start), null, String.valueOf(e.getMessage()), "");
        }
    }

    private static Duration since(long start) {
        return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
}
