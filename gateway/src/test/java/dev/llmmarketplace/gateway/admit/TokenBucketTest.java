package dev.llmmarketplace.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
    static final long SECOND = 1_000_000_000;

    @Test
    void theBurstIsThereAtOnceAndComesBackAtTheRate() {
        TokenBucket bucket = new TokenBucket(10, 20, 0);
        for (int i = 0; i < 20; i++) {
            assertThat(bucket.take(0)).isZero();
        }

        assertThat(bucket.remaining(0)).isZero();
        assertThat(bucket.take(0)).isEqualTo(SECOND / 10);
        assertThat(bucket.take(SECOND / 10)).isZero();
        assertThat(bucket.take(SECOND / 10)).isPositive();
        assertThat(bucket.remaining(SECOND)).isEqualTo(9);
        assertThat(bucket.nanosUntilFull(SECOND)).isEqualTo(11 * SECOND / 10);
    }

    @Test
    void waitingLongGivesNoMoreThanTheBurst() {
        TokenBucket bucket = new TokenBucket(10, 20, 0);

        assertThat(bucket.remaining(3600 * SECOND)).isEqualTo(20);
    }

    /** Over any span: no more than the burst and what the rate gives. */
    @Property
    void theRateHolds(
            @ForAll @IntRange(min = 1, max = 1000) int rate,
            @ForAll @IntRange(min = 0, max = 100) int extra,
            @ForAll @Size(max = 300) List<@LongRange(max = SECOND / 5) Long> gaps) {
        TokenBucket bucket = new TokenBucket(rate, rate + extra, 0);
        long now = 0;
        long taken = 0;
        for (long gap : gaps) {
            now += gap;
            taken += bucket.take(now) == 0 ? 1 : 0;
            assertThat(taken).isLessThanOrEqualTo(rate + extra + now / (SECOND / rate));
        }
    }

    @Test
    void manyThreadsGetNoMoreThanTheBurst() {
        TokenBucket bucket = new TokenBucket(1, 500, 0);
        AtomicInteger taken = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2000; i++) {
                callers.execute(() -> taken.addAndGet(bucket.take(0) == 0 ? 1 : 0));
            }
        }

        assertThat(taken.get()).isEqualTo(500);
    }
}
