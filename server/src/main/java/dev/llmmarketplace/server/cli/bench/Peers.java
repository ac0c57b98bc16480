package dev.llmmarketplace.server.cli.bench;

import dev.llmmarketplace.server.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The other gateways that run now.
 *
 * @param absent those that could not be had, with the reason
 */
record Peers(List<RunningPeer> running, Map<Peer, String> absent) implements AutoCloseable {
    private static final List<Peer> ALL = List.of(new PortkeyPeer(), new LiteLlmPeer());
    private static final String OWN_KEY = "sk-bench-peer";

    static Peers none() {
        return new Peers(List.of(), Map.of());
    }

    /**
     * Installs what is missing and starts them.
     *
     * @param upstream the provider's base address, which ends in {@code /v1}
     */
    static Peers start(Path scratch, URI upstream, String credential, int workers, Consumer<String> progress) {
        List<RunningPeer> running = new ArrayList<>();
        Map<Peer, String> absent = new LinkedHashMap<>();
        Peer.Credentials credentials = new Peer.Credentials(credential, OWN_KEY);
        for (Peer peer : ALL) {
            try {
                Path home = PeerHome.of(peer, progress);
                progress.accept("Starting " + peer.contender().label());
                running.add(RunningPeer.start(peer, home, scratch, upstream, credentials, workers));
            } catch (IOException | CommandFailure failed) {
                absent.put(peer, reason(failed));
                progress.accept("Without " + peer.contender().label() + ": " + reason(failed));
            }
        }
        return new Peers(running, absent);
    }

    private static String reason(Exception failed) {
        String message = failed.getMessage();
        return message == null ? failed.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        running.forEach(RunningPeer::close);
    }
}
