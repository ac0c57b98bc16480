package dev.llmmarketplace.gateway.forward;

import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.gateway.route.Authority;
import dev.llmmarketplace.gateway.route.Destination;
import dev.llmmarketplace.gateway.route.Patience;
import dev.llmmarketplace.gateway.wire.ForwardedBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches access tokens for endpoints that need them, one request for each at a time, whoever waits. Its connections are
 * those of one event loop, so the authorities' addresses are guarded as the providers' are; it may be asked on any thread.
 */
public final class Tokens {
    private static final Patience PATIENCE = Patience.of(Duration.ofSeconds(10));

    private final Upstreams upstreams;
    private final Executor home;
    private final Map<Destination, List<Waiting>> waiting = new HashMap<>();

    private record Waiting(Executor loop, Consumer<@Nullable UpstreamFailure> asker) {
        void tell(@Nullable UpstreamFailure failure) {
            loop.execute(() -> asker.accept(failure));
        }
    }

    /** @param home the event loop of {@code upstreams} */
    public Tokens(Upstreams upstreams, Executor home) {
        this.upstreams = upstreams;
        this.home = home;
    }

    /** Tells {@code asker} on {@code loop} when the destination is authorized, or why it is not. */
    public void await(Destination destination, Executor loop, Consumer<@Nullable UpstreamFailure> asker) {
        home.execute(() -> fetch(destination, new Waiting(loop, asker)));
    }

    /** Fetches the next token while the present one is used. */
    public void renew(Destination destination) {
        destination.renewing();
        await(destination, home, _ -> {});
    }

    private void fetch(Destination destination, Waiting asker) {
        List<Waiting> others = waiting.get(destination);
        if (others != null) {
            others.add(asker);
            return;
        }
        Authority authority = destination.authority();
        if (authority == null) {
            asker.tell(null);
            return;
        }
        waiting.put(destination, new ArrayList<>(List.of(asker)));
        upstreams.send(
                new UpstreamRequest(
                        authority.origin(),
                        authority.head(),
                        "accept: application/json\r\n",
                        new ForwardedBody(authority.body()),
                        PATIENCE,
                        System.nanoTime() + 2 * PATIENCE.firstByte()),
                new TokenAnswer(outcome -> came(destination, outcome)));
    }

    private void came(Destination destination, TokenAnswer.Outcome outcome) {
        UpstreamFailure failure = switch (outcome) {
            case TokenAnswer.Outcome.Granted(Secret token, long lifetimeSeconds) ->
                destination.authorize(token, lifetimeSeconds)
                        ? null
                        : unreachable("The provider's authority gave a token that cannot be sent.");
            case TokenAnswer.Outcome.Refused(String reason) -> {
                destination.unauthorized();
                yield unreachable(reason);
            }
        };
        List<Waiting> askers = waiting.remove(destination);
        if (askers != null) {
            askers.forEach(asker -> asker.tell(failure));
        }
    }

    private static UpstreamFailure unreachable(String message) {
        return new UpstreamFailure(UpstreamFailure.Kind.UNREACHABLE, message);
    }
}
