package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Another gateway, measured beside ours as its makers ship it: from its public package, set up to relay to the same
 * upstream, with nothing switched on that we would have to answer for.
 */
sealed interface Peer permits LiteLlmPeer, PortkeyPeer {
    Contender contender();

    /** Of the package. */
    String version();

    /** What it does for a request in this measurement, and what it does not. */
    String switchedOn();

    /** The file that is there once it is installed in {@code home}. */
    Path program(Path home);

    /** Commands that install it in {@code home}, an empty directory that they run in. */
    List<List<String>> installation(Path home) throws IOException;

    /**
     * The command that runs it, listening on {@code port}.
     *
     * @param scratch for its configuration; gone after the measurement
     * @param upstream the address that paths like {@code /chat/completions} are appended to
     * @param workers as many as the machine has processors
     */
    Launch launch(Path home, Path scratch, URI upstream, Credentials credentials, int workers, int port)
            throws IOException;

    /** How the model is called by it, when the upstream calls it {@code upstreamModel}. */
    default String model(String upstreamModel) {
        return upstreamModel;
    }

    /** The key that callers send. */
    default String key(Credentials credentials) {
        return credentials.upstream();
    }

    /** Further headers of each request. */
    default Map<String, String> headers(URI upstream) {
        return Map.of();
    }

    /**
     * @param upstream that the upstream asks for
     * @param own that this gateway asks its callers for, where it can
     */
    record Credentials(String upstream, String own) {}

    /** A command and what it needs in its environment. */
    record Launch(List<String> command, Map<String, String> environment) {}
}
