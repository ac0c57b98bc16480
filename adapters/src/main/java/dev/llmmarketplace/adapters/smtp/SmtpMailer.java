package dev.llmmarketplace.adapters.smtp;

import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.notification.Mail;
import dev.llmmarketplace.core.notification.Mailer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** {@link Mailer} with a connection for each mail: there are few. */
public final class SmtpMailer implements Mailer {
    private static final int PERMANENT = 5;
    private static final int CLASS = 100;

    private final SmtpSettings settings;
    private final Duration longest;
    private final Session session;
    private final String protocol;

    public SmtpMailer(SmtpSettings settings) {
        this(settings, LONGEST);
    }

    SmtpMailer(SmtpSettings settings, Duration longest) {
        this.settings = settings;
        this.longest = longest;
        this.protocol = settings.security() == SmtpSettings.Security.TLS ? "smtps" : "smtp";
        this.session = Session.getInstance(properties(settings, "mail." + protocol + "."));
    }

    private static Properties properties(SmtpSettings settings, String prefix) {
        String patience = Long.toString(settings.patience().toMillis());
        Properties properties = new Properties();
        properties.put(prefix + "connectiontimeout", patience);
        properties.put(prefix + "timeout", patience);
        properties.put(prefix + "writetimeout", patience);
        properties.put(prefix + "auth", Boolean.toString(settings.user().isPresent()));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (settings.security() == SmtpSettings.Security.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        return properties;
    }

    /** However slowly the server answers: a thread of its own is interrupted, which closes its connection. */
    @Override
    public void send(Mail mail) throws IOException {
        FutureTask<Boolean> sending = new FutureTask<>(() -> transmit(mail));
        Thread.ofVirtual().name("mail").start(sending);
        try {
            sending.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("The mail server has not taken it after " + longest.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            sending.cancel(true);
        }
    }

    private boolean transmit(Mail mail) throws IOException {
        try (Transport transport = session.getTransport(protocol)) {
            MimeMessage message = message(mail);
            transport.connect(
                    settings.host(),
                    settings.port(),
                    settings.user().orElse(null),
                    settings.password().map(Secret::reveal).orElse(null));
            transport.sendMessage(message, message.getAllRecipients());
            return true;
        } catch (AddressException e) {
            throw new Refused("The address cannot be written to: " + e.getMessage(), e);
        } catch (MessagingException e) {
            if (permanent(e)) {
                throw new Refused("The mail server refuses it: " + e.getMessage(), e);
            }
            throw new IOException("The mail server did not take it: " + e.getMessage(), e);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                // The same each time, so that a mail server that gets it twice can tell.
                setHeader("Message-ID", "<" + mail.id() + "@llm-marketplace>");
            }
        };
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.address(), true));
        message.setSubject(mail.subject().replaceAll("\\p{Cntrl}", " "), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(mail.createdAt()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence is to answer it
        message.saveChanges();
        return message;
    }

    /** Codes of the 500s about this mail or its address, not about who sends. */
    private static boolean permanent(MessagingException e) {
        return switch (e) {
            case SMTPAddressFailedException address -> address.getReturnCode() / CLASS == PERMANENT;
            case SMTPSendFailedException sending -> sending.getReturnCode() / CLASS == PERMANENT || nested(sending);
            case SendFailedException failed -> nested(failed);
            default -> false;
        };
    }

    private static boolean nested(MessagingException e) {
        return e.getNextException() instanceof MessagingException next && permanent(next);
    }
}
