package dev.llmmarketplace.it.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.publication.Manuscript.Fate;
import dev.llmmarketplace.it.trade.Administrator;
import dev.llmmarketplace.it.trade.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} while submissions are on their way: at the end of each phase, when its work is done and not stored, while
 * an approver is waited for, around his answer, and at moments that nobody chose, some with the database as well. Each
 * submission leaves what an undisturbed one leaves: no more, and nothing twice. Webhooks and mails that were on their way
 * come again under the same identifier, and the log of deliveries has each once. More deaths with
 * {@code -Dpublication.deaths=100}.
 */
@TestMethodOrder(OrderAnnotation.class)
final class KilledPublicationsIT {
    private static final int DEATHS = Integer.getInteger("publication.deaths", 12);
    private static final int OF_EACH_FATE = 4;
    private static final int LATEST_MILLIS = 900;
    private static final int ANSWERS = 1;
    private static final int LONGEST_ANSWER_MILLIS = 40;

    private static Told told;
    private static RunningProvider provider;
    private static RunningMarketplace marketplace;
    private static Rest approver;
    private static Submissions submissions;
    private static Map<Fate, String> undisturbed;
    private static String approved;

    @BeforeAll
    static void open(@TempDir Path scratch) throws Exception {
        told = new Told();
        provider = RunningProvider.start();
        Map<String, String> settings = new HashMap<>(told.settings());
        settings.put("MARKETPLACE_OUTGOING_ALLOW", provider.authority() + "," + told.authority());
        settings.put("MARKETPLACE_PUBLISHING_TESTS", "required");
        settings.put("MARKETPLACE_PUBLISHING_APPROVAL_TRUST", "0");
        settings.put("MARKETPLACE_TOKENS_ACCESS_LIFETIME", "1h");
        marketplace = RunningMarketplace.on(scratch.resolve("data"), settings);
        Administrator administrator = Administrator.of(marketplace);
        approver = administrator.rest();
        Rest publisher = administrator.publisher("acme").rest();
        told.listen(approver, marketplace);
        submissions = new Submissions(publisher, "acme", provider.address(), marketplace.data());
        List<Manuscript> manuscripts = Manuscript.some("undisturbed", 1);
        submissions.handIn(manuscripts);
        undisturbed = new EnumMap<>(Fate.class);
        for (Manuscript each : manuscripts) {
            undisturbed.put(each.fate(), submissions.awaitTraces(each));
        }
        Manuscript agreed = awaited("agreed");
        submissions.approve(approver, agreed);
        approved = submissions.awaitEnd(agreed);
    }

    @AfterAll
    static void close() throws IOException {
        marketplace.close();
        provider.close();
        told.close();
    }

    /** Handed in, and waiting for an approver. */
    private static Manuscript awaited(String name) {
        Manuscript manuscript = new Manuscript(name, Fate.AWAITED);
        submissions.handIn(List.of(manuscript));
        assertAsUndisturbed(List.of(manuscript), name);
        return manuscript;
    }

    @Test
    @Order(1)
    void undisturbedTheyEndAsTheyAreMeantTo() {
        assertThat(undisturbed.get(Fate.PUBLISHED))
                .contains("submission published", "analytics done", "versions 1 active", "submission.published 1");
        assertThat(undisturbed.get(Fate.INVALID)).contains("submission failed", "validate failed", "versions 0");
        assertThat(undisturbed.get(Fate.UNTRUE)).contains("submission failed", "test failed", "versions 0");
        assertThat(undisturbed.get(Fate.BLOCKED)).contains("submission failed", "policy failed", "versions 0");
        assertThat(undisturbed.get(Fate.AWAITED))
                .contains("submission waiting", "versions 1 pending_approval", "approvals 1 pending", "jobs 1");
        assertThat(approved)
                .contains(
                        "submission published", "versions 1 active", "approvals 1 approved", "submission.published 1");
    }

    @Test
    @Order(2)
    void aDeathAtTheEndOfAnyPhaseChangesNothing() throws Exception {
        for (String phase : List.of(
                "authorise",
                "validate",
                "policy",
                "registry",
                "record",
                "test",
                "approve",
                "index",
                "event",
                "analytics")) {
            List<Manuscript> manuscripts = Manuscript.some(phase, 1);
            dieAt(phase, () -> submissions.handInWhileItLives(manuscripts));

            submissions.handIn(manuscripts);
            assertAsUndisturbed(manuscripts, "killed at the end of " + phase);
        }
    }

    /** Dies when somebody stands still at {@code moment}, which {@code cause} leads to, and lives again. */
    private static void dieAt(String moment, Runnable cause) throws Exception {
        told.hold();
        try (Standstill standstill = Standstill.in(marketplace.data())) {
            standstill.at(moment);
            Thread causing = Thread.ofVirtual().start(cause);
            standstill.awaitSomebody();
            marketplace.kill();
            causing.join();
            standstill.lift();
        }
        live();
    }

    private static void live() {
        told.dismiss();
        marketplace.restart();
    }

    @Test
    @Order(3)
    void aDeathWhileAnApproverIsWaitedForChangesNothing() {
        Manuscript manuscript = awaited("waiting");
        kill(new Random());
        live();

        assertAsUndisturbed(List.of(manuscript), "killed while it waits");
        assertApproved(manuscript, "killed while it waited");
    }

    @Test
    @Order(4)
    void aDeathAroundAnApproversAnswerLosesNeitherItNorWhatFollows() throws Exception {
        Manuscript unheard = awaited("unheard");
        dieAt(Standstill.WAKING, () -> submissions.approveWhileItLives(approver, unheard));
        assertApproved(unheard, "killed between an answer and what it leads to");

        Manuscript unstored = awaited("unstored");
        dieAt("approve", () -> submissions.approveWhileItLives(approver, unstored));
        assertApproved(unstored, "killed when an answer was carried out and this not stored");

        for (int answer = 1; answer <= ANSWERS; answer++) {
            Manuscript manuscript = awaited("answer-" + answer);
            Thread answering = Thread.ofVirtual().start(() -> submissions.approveWhileItLives(approver, manuscript));
            LockSupport.parkNanos(Duration.ofMillis(new Random().nextInt(LONGEST_ANSWER_MILLIS))
                    .toNanos());
            marketplace.kill();
            answering.join();
            live();
            assertApproved(manuscript, "killed right after an answer");
        }
    }

    /** Once an approver who may not have been heard has said it again. */
    private static void assertApproved(Manuscript manuscript, String context) {
        submissions.approve(approver, manuscript);
        submissions.awaitTraces(manuscript, approved, context);
    }

    @Test
    @Order(5)
    void deathsAtAnyMomentChangeNothing() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int death = 1; death <= DEATHS; death++) {
            List<Manuscript> manuscripts = Manuscript.some("death-" + death, OF_EACH_FATE);
            if (random.nextBoolean()) {
                told.hold();
            }
            Thread provider = Thread.ofVirtual().start(() -> submissions.handInWhileItLives(manuscripts));
            LockSupport.parkNanos(
                    Duration.ofMillis(random.nextInt(LATEST_MILLIS)).toNanos());
            kill(random);
            provider.join();
            live();

            submissions.handIn(manuscripts);
            assertAsUndisturbed(manuscripts, "seed " + seed + ", death " + death);
        }
    }

    @Test
    @Order(6)
    void inSpiteOfAllDeathsTheWorldOutsideHasHeardOfEverything() {
        told.assertComplete(marketplace.data());
        told.assertInterrupted();
        System.out.println(told.figures());
    }

    private static void kill(Random random) {
        if (random.nextInt(3) == 0) {
            marketplace.killWithDatabase();
        } else {
            marketplace.kill();
        }
    }

    private static void assertAsUndisturbed(List<Manuscript> manuscripts, String context) {
        manuscripts.forEach(
                each -> submissions.awaitTraces(each, Objects.requireNonNull(undisturbed.get(each.fate())), context));
    }
}
