package dev.llmmarketplace.it.process;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what must come. */
public final class Patience {
    /** Longer than anything takes on a slow and busy machine; a test that waits this long has failed. */
    public static final Duration LIMIT = Duration.ofMinutes(2);

    private Patience() {}

    /** Waits for something; {@code what} is named when it does not come. */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(50));
    }
}
