package dev.llmmarketplace.adapters.smtp;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmmarketplace.core.kernel.NotificationId;
import dev.llmmarketplace.core.notification.Mail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a mail server may take. */
@Timeout(60)
final class SmtpMailerTest {
    @Test
    void aServerThatGoesOnSayingALittleIsNotWaitedForWithoutEnd() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(server));
            SmtpSettings settings = new SmtpSettings(
                    "127.0.0.1",
                    server.getLocalPort(),
                    SmtpSettings.Security.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    "market@example.com",
                    Duration.ofSeconds(30));
            Mail mail = new Mail(
                    NotificationId.next(),
                    "somebody@example.com",
                    "News",
                    "News.",
                    0,
                    Instant.parse("2026-01-01T00:00:00Z"));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new SmtpMailer(settings, Duration.ofSeconds(1)).send(mail))
                    .withMessageContaining("has not taken it");
        }
    }

    /** A greeting that never ends (RFC 5321, 4.2.1). */
    private static void drip(ServerSocket server) {
        try (Socket caller = server.accept()) {
            while (true) {
                caller.getOutputStream().write("220-patience\r\n".getBytes(StandardCharsets.US_ASCII));
                LockSupport.parkNanos(50_000_000);
            }
        } catch (IOException gone) {
            // It has given up.
        }
    }
}
