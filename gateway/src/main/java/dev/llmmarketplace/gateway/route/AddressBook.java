package dev.llmmarketplace.gateway.route;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the permitted addresses of an origin without blocking who asks. The JDK remembers names for half a minute; a new
 * connection is rare enough to ask it each time.
 */
public final class AddressBook implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int WAITING = 1024;

    private final AddressGuard guard;
    private final ThreadPoolExecutor resolvers;

    /** What came of asking. */
    public sealed interface Resolution {
        /** @param addresses at least one, each judged by the guard: connect to these, not to the name */
        record Permitted(List<InetAddress> addresses) implements Resolution {}

        /** @param reason one sentence for the caller; tells nothing of the operator's network */
        record Refused(String reason) implements Resolution {}
    }

    public AddressBook(AddressGuard guard) {
        this.guard = guard;
        // Platform threads: the resolver blocks inside the C library, which would hold a carrier of virtual threads.
        this.resolvers = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("resolver-", 0).daemon().factory());
        resolvers.allowCoreThreadTimeOut(true);
    }

    /** Tells {@code asker} on {@code executor}; at once when the host is an address already. */
    public void resolve(Origin origin, Executor executor, Consumer<Resolution> asker) {
        InetAddress literal = literal(origin.host());
        if (literal != null) {
            asker.accept(judge(origin, List.of(literal)));
            return;
        }
        try {
            resolvers.execute(() -> {
                Resolution resolution = lookUp(origin);
                executor.execute(() -> asker.accept(resolution));
            });
        } catch (RejectedExecutionException e) {
            asker.accept(new Resolution.Refused("The provider's name cannot be resolved at present."));
        }
    }

    private static @Nullable InetAddress literal(String host) {
        boolean numeric = host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1));
        if (!numeric) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Resolution lookUp(Origin origin) {
        try {
            return judge(origin, List.of(InetAddress.getAllByName(origin.host())));
        } catch (UnknownHostException e) {
            return new Resolution.Refused("The provider's name cannot be resolved.");
        }
    }

    private Resolution judge(Origin origin, List<InetAddress> resolved) {
        List<InetAddress> permitted = guard.permitted(origin.host(), origin.port(), resolved);
        return permitted.isEmpty()
                ? new Resolution.Refused("The provider's address is not permitted by this marketplace.")
                : new Resolution.Permitted(permitted);
    }

    @Override
    public void close() {
        resolvers.shutdownNow();
    }
}
