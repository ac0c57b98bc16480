package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.core.kernel.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the bundled provider is started.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param apiKey what callers must send as bearer; null to let everyone in
 * @param log file that the log of calls is appended to; null for none
 * @param threads event loops, 1 or more
 */
public record ProviderSettings(
        String host,
        int port,
        @Nullable Secret apiKey,
        @Nullable Path log,
        int threads) {
    public ProviderSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 0 and 65535, was " + port);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, was " + threads);
        }
    }
}
