package dev.llmmarketplace.server;

import dev.llmmarketplace.server.ServerTls.Contents;
import io.vertx.core.Future;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of TLS again and again: new connections get what is new, those that stand keep what they have. While
 * the files do not fit together, as between the replacement of one and of the other, what was in force stays so.
 */
final class CertificateWatch implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final ServerTls tls;
    private final Function<ServerSSLOptions, Future<Boolean>> update;
    private final Duration interval;
    private final Thread thread = Thread.ofVirtual().name("certificate-watch").unstarted(this::run);
    private Contents seen;
    private volatile boolean closed;

    private CertificateWatch(
            ServerTls tls, Contents seen, Function<ServerSSLOptions, Future<Boolean>> update, Duration interval) {
        this.tls = tls;
        this.seen = seen;
        this.update = update;
        this.interval = interval;
    }

    /**
     * @param inForce what {@code update} need not be told
     * @param update puts options in force
     */
    static CertificateWatch start(
            ServerTls tls, Contents inForce, Function<ServerSSLOptions, Future<Boolean>> update, Duration interval) {
        CertificateWatch watch = new CertificateWatch(tls, inForce, update, interval);
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(interval.toNanos());
            if (!closed) {
                look();
            }
        }
    }

    private void look() {
        try {
            Contents now = tls.read();
            if (!now.equals(seen)) {
                seen = now; // said once, whether it can be used or not
                update.apply(tls.options(now)).await();
                LOG.info("The certificates have changed and are in force");
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The certificates have changed and cannot be used; those in force stay: {}", e.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
