package dev.llmmarketplace.server.logging;

import java.util.regex.Pattern;

/**
 * Takes out of log lines what must not stand there: API keys, tokens, credentials in URLs, email addresses. A second line
 * of defence: secrets are of types that do not print themselves.
 */
public final class Redaction {
    private static final Pattern SECRETS = Pattern.compile("llm_mk_[A-Za-z0-9_-]{8,}"
            + "|(?i:bearer\\s+)[A-Za-z0-9._~+/=-]{8,}"
            + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+"
            + "|(?<=://)[^\\s/:@]+:[^\\s/@]+(?=@)"
            + "|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");

    private Redaction() {}

    public static String of(String text) {
        return SECRETS.matcher(text).replaceAll("[redacted]");
    }
}
