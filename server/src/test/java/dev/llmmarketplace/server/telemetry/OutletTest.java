package dev.llmmarketplace.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OutletTest {
    @Test
    void whatFindsNoRoomIsDroppedAndCountedAndNobodyWaits() throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Queue<Integer> sent = new ConcurrentLinkedQueue<>();
        try (Outlet<Integer> outlet = new Outlet<>("test", 10, 1, batch -> {
            taken.countDown();
            awaitQuietly(goOn);
            sent.addAll(batch);
            return 0;
        })) {
            outlet.start();
            outlet.offer(0);
            taken.await();
            for (int i = 1; i <= 15; i++) {
                outlet.offer(i);
            }
            assertThat(outlet.dropped()).isEqualTo(5);
            goOn.countDown();
            await().until(() -> outlet.sent() == 11);
        }
        assertThat(sent).hasSize(11).startsWith(0, 1, 2);
    }

    @Test
    void whatCannotBeSentIsCountedAndTheNextIsTried() {
        try (Outlet<String> outlet = new Outlet<>("test", 10, 10, batch -> {
            if (batch.equals(List.of("bad"))) {
                throw new IllegalStateException("no");
            }
            return 0;
        })) {
            outlet.start();
            outlet.offer("bad");
            await().until(() -> outlet.dropped() == 1);
            outlet.offer("good");
            await().until(() -> outlet.sent() == 1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
