package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A {@link Peer} that answers. */
final class RunningPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CHAT = "/v1/chat/completions";

    private final Peer peer;
    private final Child process;
    private final Way way;

    private RunningPeer(Peer peer, Child process, Way way) {
        this.peer = peer;
        this.process = process;
        this.way = way;
        // One that is stopped would not hear that all is over.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    static RunningPeer start(
            Peer peer, Path home, Path scratch, URI upstream, Peer.Credentials credentials, int workers)
            throws IOException {
        int port = Ports.free();
        Peer.Launch launch = peer.launch(home, scratch, upstream, credentials, workers, port);
        Child process = Child.start(launch.command(), peer.contender().label(), launch.environment());
        try {
            Ports.awaitOpen(port, process, PATIENCE);
        } catch (RuntimeException never) {
            process.close();
            throw never;
        }
        Way way = new Way(
                peer.contender(),
                URI.create("http://127.0.0.1:" + port + CHAT),
                peer.key(credentials),
                peer.model(Shop.upstreamModel()),
                peer.headers(upstream),
                process::tree,
                List::of,
                new Stopped(process::tree));
        return new RunningPeer(peer, process, way);
    }

    Peer peer() {
        return peer;
    }

    Way way() {
        return way;
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            way.rest().end();
            process.close();
        }
    }
}
