package dev.llmmarketplace.server.rest.mcp;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The web pages that may speak to this server: those of this machine and of the marketplace's own address. Any other page
 * that a browser shows could have had its name resolved to this machine (DNS rebinding); programs send no {@code Origin}.
 */
public final class TrustedOrigins {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Supplier<URI> home;

    /** @param home the marketplace's address, known once it listens */
    public TrustedOrigins(Supplier<URI> home) {
        this.home = home;
    }

    /** @throws ProblemException {@code FORBIDDEN} */
    void admit(Optional<String> origin) {
        if (origin.isPresent() && !trusted(origin.get())) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN,
                    "Web pages of '" + origin.get() + "' may not use this server: pages of this machine and of "
                            + home.get() + " may. An operator can change the latter by http.public-address.");
        }
    }

    private boolean trusted(String origin) {
        try {
            URI page = URI.create(origin.toLowerCase(Locale.ROOT));
            String host = page.getHost();
            return host != null
                    && ("http".equals(page.getScheme()) || "https".equals(page.getScheme()))
                    && (THIS_MACHINE.contains(host) || page.equals(home.get()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
