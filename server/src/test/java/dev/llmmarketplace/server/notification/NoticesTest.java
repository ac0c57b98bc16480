package dev.llmmarketplace.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Market;
import dev.llmmarketplace.server.TestMarketplace;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** People are told what concerns them and nobody else, in the inbox and through a real mail server. */
@TestMethodOrder(OrderAnnotation.class)
final class NoticesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String INBOX = "/api/v1/notifications";
    private static GreenMail mails;
    private static Market market;
    private static TestMarketplace marketplace;

    @BeforeAll
    static void open() throws IOException {
        int port = freePort();
        mails = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        market = Market.open(builder -> builder.set("smtp.host", "127.0.0.1")
                .set("smtp.port", Integer.toString(port))
                .set("smtp.security", "none")
                .set("smtp.from", "market@example.com"));
        marketplace = market.marketplace();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void close() {
        market.close();
        mails.stop();
    }

    @Test
    @Order(1)
    void whoDecidesAndWhoHasAskedAreToldAlsoByAMailServerThatComesLate() {
        Api approver = marketplace.user(marketplace.organisation("deciding"), "approver");
        Api author = marketplace.user(marketplace.organisation("writing"), "provider");
        String id =
                author.publish(manifest("writing", "chat") + """
                        compliance: {level: confidential, certifications: [SOC2], dataResidency: [CH]}
                        """).expect(201).at("/id");
        awaitNotice(approver, "approval-waiting", "writing/chat waits for your approval.");

        approver.post("/api/v1/services/" + id + "/versions/1.0.0/approve", "{}")
                .expect(200);

        awaitNotice(author, "submission-ended", "writing/chat 1.0.0 is published.");
        assertThat(titles(author, "approval-waiting")).isEmpty();
        mails.start();
        awaitMail("writing/chat 1.0.0 is published.", 1);
    }

    @Test
    @Order(2)
    void whoDoesNotWantToHearIsNotTold() {
        Api author = marketplace.user(marketplace.organisation("quiet"), "provider");
        String preferences = INBOX + "/preferences";
        assertThat(author.get(preferences).expect(200).json().path("items")).hasSize(7);
        author.put(preferences, """
                        {"items": [{"kind": "submission-ended", "inbox": true, "email": false}]}
                        """).expect(200);
        author.put(preferences, """
                        {"items": [{"kind": "gossip", "inbox": true, "email": false}]}
                        """).expectProblem(422, "validation_failed");
        publish(author, "quiet", "first");
        awaitNotice(author, "submission-ended", "quiet/first 1.0.0 is published.");

        author.put(preferences, """
                        {"items": [{"kind": "submission-ended", "inbox": false, "email": true}]}
                        """).expect(200);
        publish(author, "quiet", "second");

        awaitMail("quiet/second 1.0.0 is published.", 1);
        assertThat(titles(author, "submission-ended")).containsExactly("quiet/first 1.0.0 is published.");
        assertThat(recipients("quiet/first 1.0.0 is published.")).isEmpty();
    }

    @Test
    @Order(3)
    void exactlyItsProviderAndThoseWhoCallAServiceAreToldWhatBecomesOfIt() {
        Api caller = marketplace.user(market.consumerId(), "consumer");
        market.chat().send().expect(200);
        await("the call is recorded")
                .atMost(LONG)
                .until(() -> !caller.get("/api/v1/usage").json().path("items").isEmpty());
        String version = "/api/v1/services/" + market.serviceId() + "/versions/1.0.0";

        marketplace
                .root()
                .post(version + "/suspend", "{\"reason\": \"A certificate is missing.\"}")
                .expect(200);
        String suspended = "sells/chat 1.0.0 is suspended and answers no calls.";
        awaitNotice(caller, "service-suspended", suspended);
        awaitNotice(market.publisher(), "service-suspended", suspended);
        assertThat(detail(market.publisher(), suspended)).isEqualTo("A certificate is missing.");
        assertThat(detail(caller, suspended)).isEmpty();
        awaitMail(suspended, 3);

        marketplace.root().post(version + "/reinstate", "{}").expect(200);
        awaitNotice(caller, "service-reinstated", "sells/chat 1.0.0 is back and answers calls.");

        publish(market.publisher(), "sells", "next");
        market.publisher().post(version + "/deprecate", """
                        {"reason": "Old.", "successor": "sells/next", "sunsetAt": "2999-01-01T00:00:00Z"}
                        """).expect(200);
        String deprecated =
                "sells/chat 1.0.0 is deprecated and answers calls until 2999-01-01; use sells/next instead.";
        awaitNotice(caller, "service-deprecated", deprecated);
        awaitNotice(market.publisher(), "service-deprecated", deprecated);
        awaitMail(deprecated, 3);
        marketplace
                .root()
                .post(version + "/suspend", "{\"reason\": \"Once more.\"}")
                .expect(200);
        marketplace.root().post(version + "/reinstate", "{}").expect(200);
        String back = "sells/chat 1.0.0 is back and answers calls, as it is deprecated, until 2999-01-01;"
                + " use sells/next instead.";
        awaitNotice(caller, "service-reinstated", back);
        awaitNotice(market.publisher(), "service-reinstated", back);
        assertThat(titles(caller, "service-deprecated")).containsExactly(deprecated);
        assertThat(market.stranger().get(INBOX).json().path("items")).isEmpty();
    }

    private static void publish(Api who, String provider, String name) {
        who.publish(manifest(provider, name)).expect(201);
    }

    private static String manifest(String provider, String name) {
        return """
            manifestVersion: 1
            provider: %s
            name: %s
            version: 1.0.0
            title: A service
            description: A service that people are told of.
            category: text-generation
            capabilities: [{name: chat}]
            pricing: {model: free}
            """.formatted(provider, name);
    }

    private static void awaitNotice(Api who, String kind, String title) {
        await(title)
                .atMost(LONG)
                .untilAsserted(() -> assertThat(titles(who, kind)).contains(title));
    }

    private static List<String> titles(Api who, String kind) {
        List<String> titles = new ArrayList<>();
        who.get(INBOX + "?limit=100").expect(200).json().path("items").forEach(item -> {
            if (item.path("kind").asText().equals(kind)) {
                titles.add(item.path("title").asText());
            }
        });
        return titles;
    }

    private static String detail(Api who, String title) {
        for (var item : who.get(INBOX).json().path("items")) {
            if (item.path("title").asText().equals(title)) {
                return item.path("detail").asText();
            }
        }
        throw new AssertionError("nobody has told: " + title);
    }

    private static void awaitMail(String subject, int people) {
        await("mail: " + subject)
                .atMost(LONG)
                .untilAsserted(
                        () -> assertThat(recipients(subject)).hasSize(people).doesNotHaveDuplicates());
    }

    private static List<String> recipients(String subject) {
        List<String> recipients = new ArrayList<>();
        for (MimeMessage message : mails.getReceivedMessages()) {
            try {
                if (subject.equals(message.getSubject())) {
                    Arrays.stream(message.getAllRecipients())
                            .map(Address::toString)
                            .forEach(recipients::add);
                }
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        return recipients;
    }
}
