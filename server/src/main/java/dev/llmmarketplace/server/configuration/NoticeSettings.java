package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.adapters.smtp.SmtpSettings;
import dev.llmmarketplace.core.kernel.Secret;
import java.time.Duration;
import java.util.Optional;

/** What leaves the program: events to webhooks, notices by e-mail. */
final class NoticeSettings {
    static final Setting<Duration> WEBHOOKS_PATIENCE = Setting.of(
            "webhooks.patience",
            Reading.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            "15s",
            "How long a receiver of events may take to answer.");
    static final Setting<Duration> WEBHOOKS_DISABLE_AFTER = Setting.of(
            "webhooks.disable-after",
            Reading.duration(Duration.ofSeconds(1), Duration.ofDays(90)),
            "3d",
            "A webhook to which nothing could be delivered for so long is disabled.");
    static final Setting<String> SMTP_HOST =
            Setting.of("smtp.host", Reading.text(), "", "The server that takes e-mail to people. Empty: none is sent.");
    static final Setting<Integer> SMTP_PORT = Setting.of("smtp.port", Reading.integer(1, 65_535), "587", "Its port.");
    static final Setting<SmtpSettings.Security> SMTP_SECURITY = Setting.of(
            "smtp.security",
            Reading.choice(SmtpSettings.Security.class),
            "starttls",
            "How the connection to it is encrypted: `starttls` before anything is said, `tls` from the first byte, `none`"
                    + " for a server on the same machine.");
    static final Setting<String> SMTP_USER =
            Setting.of("smtp.user", Reading.text(), "", "Name to sign in to it with. Empty: without signing in.");
    static final Setting<Optional<Secret>> SMTP_PASSWORD = Setting.of(
                    "smtp.password", Reading.optional(Reading.secret()), "", "Password to sign in to it with.")
            .keptSecret();
    static final Setting<String> SMTP_FROM =
            Setting.of("smtp.from", Reading.text(), "marketplace@localhost", "Address of the sender of e-mail.");

    private NoticeSettings() {}
}
