package dev.llmmarketplace.adapters.smtp;

import dev.llmmarketplace.core.kernel.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Which server takes mail, and how.
 *
 * @param user empty to send without signing in
 * @param from address of the sender
 * @param patience for a connection, and for each answer
 */
public record SmtpSettings(
        String host,
        int port,
        Security security,
        Optional<String> user,
        Optional<Secret> password,
        String from,
        Duration patience) {

    /** How a connection is encrypted. Certificates are checked, and must be for the host. */
    public enum Security {
        /** Not at all; for a server on the same machine. */
        NONE,
        /** It must become encrypted before anything is said (RFC 3207). */
        STARTTLS,
        /** From its first byte (RFC 8314). */
        TLS
    }
}
