package dev.llmmarketplace.it.kill;

import static dev.llmmarketplace.it.process.Patience.await;

import dev.llmmarketplace.it.process.RunningMarketplace;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** {@code kill -9} at moments that nobody chose, of the process alone or of its database as well; and a new start. */
final class Reaper {
    private static final int LATEST_MILLIS = 1_200;

    private final RunningMarketplace marketplace;
    private final MixedLoad load;
    private final Random random;

    Reaper(RunningMarketplace marketplace, MixedLoad load, Random random) {
        this.marketplace = marketplace;
        this.load = load;
        this.random = random;
    }

    /** One death under load, now and then one more during the start that follows it. */
    void strike() {
        awaitLife();
        letTimePass();
        kill();
        if (random.nextInt(6) == 0) {
            marketplace.beginRestart();
            letTimePass();
            kill();
        }
        marketplace.restart();
    }

    private void kill() {
        if (random.nextInt(4) == 0) {
            marketplace.killWithDatabase();
        } else {
            marketplace.kill();
        }
    }

    private void letTimePass() {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LATEST_MILLIS)).toNanos());
    }

    /** Until calls are answered again. */
    void awaitLife() {
        long more = load.answers() + 20;
        await("the load goes on").pollInterval(Duration.ofMillis(2)).until(() -> load.answers() >= more);
    }
}
