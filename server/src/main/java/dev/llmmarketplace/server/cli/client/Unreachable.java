package dev.llmmarketplace.server.cli.client;

import java.net.URI;

/** No answer came: nobody listens, the name is unknown, or it took too long. */
public final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(URI server, String reason, Throwable cause) {
        super("Cannot reach " + server + ": " + reason, cause);
    }
}
