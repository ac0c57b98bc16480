package dev.llmmarketplace.core.notification;

import java.io.IOException;
import java.time.Duration;

/** Hands e-mail over to a server that delivers it. Blocking; thread-safe. */
public interface Mailer {
    /** No attempt takes longer. */
    Duration LONGEST = Duration.ofMinutes(2);

    /**
     * Returns when the server has taken it, or after {@link #LONGEST}.
     *
     * @throws Refused when the server will never take it, for example because there is no such address
     * @throws IOException when it may be tried again
     */
    void send(Mail mail) throws IOException;

    /** It is of no use to try again. */
    final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        public Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
