package dev.llmmarketplace.it.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.publication.Manuscript.Fate;
import dev.llmmarketplace.it.trade.Administrator;
import dev.llmmarketplace.it.trade.Rest;
import dev.llmmarketplace.it.trade.Trade;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} while submissions are on their way: at the end of each phase, when its work is done and not stored, and
 * at moments that nobody chose, some with the database as well. Each submission leaves what an undisturbed one leaves: no
 * more, and nothing twice. More deaths with {@code -Dpublication.deaths=100}.
 */
final class KilledPublicationsIT {
    private static final int DEATHS = Integer.getInteger("publication.deaths", 12);
    private static final int OF_EACH_FATE = 4;
    private static final int LATEST_MILLIS = 900;

    private static RunningProvider provider;
    private static RunningMarketplace marketplace;
    private static Submissions submissions;
    private static Map<Fate, String> undisturbed;

    @BeforeAll
    static void open(@TempDir Path scratch) throws Exception {
        provider = RunningProvider.start();
        Map<String, String> settings = new HashMap<>(Trade.allowing(provider));
        settings.put("MARKETPLACE_PUBLISHING_TESTS", "required");
        settings.put("MARKETPLACE_TOKENS_ACCESS_LIFETIME", "1h");
        marketplace = RunningMarketplace.on(scratch.resolve("data"), settings);
        Rest publisher = Administrator.of(marketplace).publisher("acme").rest();
        submissions = new Submissions(publisher, "acme", provider.address(), marketplace.data());
        List<Manuscript> manuscripts = Manuscript.some("undisturbed", 1);
        submissions.handIn(manuscripts);
        undisturbed = new EnumMap<>(Fate.class);
        for (Manuscript each : manuscripts) {
            undisturbed.put(each.fate(), submissions.awaitTraces(each));
        }
    }

    @AfterAll
    static void close() {
        marketplace.close();
        provider.close();
    }

    @Test
    void undisturbedTheyEndAsTheyAreMeantTo() {
        assertThat(undisturbed.get(Fate.PUBLISHED))
                .contains("submission published", "analytics done", "versions 1 active", "submission.published 1");
        assertThat(undisturbed.get(Fate.INVALID)).contains("submission failed", "validate failed", "versions 0");
        assertThat(undisturbed.get(Fate.UNTRUE)).contains("submission failed", "test failed", "versions 0");
        assertThat(undisturbed.get(Fate.BLOCKED)).contains("submission failed", "policy failed", "versions 0");
    }

    @Test
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
            try (Standstill standstill = Standstill.in(marketplace.data())) {
                standstill.at(phase);
                submissions.handIn(manuscripts);
                standstill.awaitSomebody();
                marketplace.kill();
                standstill.lift();
            }
            marketplace.restart();

            assertAsUndisturbed(manuscripts, "killed at the end of " + phase);
        }
    }

    @Test
    void deathsAtAnyMomentChangeNothing() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int death = 1; death <= DEATHS; death++) {
            List<Manuscript> manuscripts = Manuscript.some("death-" + death, OF_EACH_FATE);
            Thread provider = Thread.ofVirtual().start(() -> submissions.handInWhileItLives(manuscripts));
            LockSupport.parkNanos(
                    Duration.ofMillis(random.nextInt(LATEST_MILLIS)).toNanos());
            kill(random);
            provider.join();
            marketplace.restart();

            submissions.handIn(manuscripts);
            assertAsUndisturbed(manuscripts, "seed " + seed + ", death " + death);
        }
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
