package dev.llmmarketplace.server;

import dev.llmmarketplace.adapters.smtp.SmtpMailer;
import dev.llmmarketplace.core.notification.Mail;
import dev.llmmarketplace.core.notification.NoticeBoard;
import dev.llmmarketplace.core.notification.Notices;
import dev.llmmarketplace.core.notification.Outbasket;
import dev.llmmarketplace.core.notification.Postman;
import dev.llmmarketplace.core.search.saved.SavedSearchSweep;
import dev.llmmarketplace.server.configuration.Configuration;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people what concerns them: from events, from saved searches, and by e-mail where a server for it is set. */
final class Noticing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Noticing.class);

    private final Parts parts = new Parts();

    private Noticing() {}

    static Noticing start(Configuration configuration, Stores stores, SavedSearchSweep sweep, InstantSource clock) {
        Noticing noticing = new Noticing();
        NoticeBoard board = stores.notices();
        noticing.follow("saved searches", stores, sweep::run);
        noticing.follow("notices", stores, () -> board.run(Notices::about) > 0);
        configuration.smtp().ifPresent(settings -> {
            Outbasket outbasket = stores.outbasket();
            outbasket.release();
            Postman postman =
                    new Postman(outbasket, new SmtpMailer(settings), Noticing::failed, new SecureRandom(), clock);
            noticing.follow("e-mail", stores, postman::run);
        });
        return noticing;
    }

    private void follow(String name, Stores stores, BooleanSupplier work) {
        parts.add(name, EventWatch.start(name, stores.events(), work));
    }

    private static void failed(Mail mail, IOException e) {
        LOG.warn("The e-mail of notice {} was not sent: {}", mail.id(), e.getMessage());
    }

    @Override
    public void close() {
        parts.close();
    }
}
