package dev.llmmarketplace.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ShardsTest {

    @Test
    void itHoldsWhatAnOrdinaryMapWouldThroughManyChanges() {
        Random random = new Random(42);
        Map<Integer, Integer> expected = new HashMap<>();
        Shards<Integer, Integer> shards = Shards.empty();

        for (int change = 0; change < 200; change++) {
            Shards.Edit<Integer, Integer> edit = shards.edit();
            for (int entry = 0; entry < 50; entry++) {
                int key = random.nextInt(1_000);
                if (random.nextInt(3) == 0) {
                    edit.remove(key);
                    expected.remove(key);
                } else {
                    edit.put(key, change);
                    expected.put(key, change);
                }
            }
            shards = edit.done();
        }

        for (int key = 0; key < 1_000; key++) {
            assertThat(shards.get(key)).isEqualTo(expected.get(key));
        }
    }

    @Test
    void whoReadsAnEarlierVersionSeesNothingOfLaterChanges() {
        Shards.Edit<String, String> first = Shards.<String, String>empty().edit();
        first.put("a", "before");
        Shards<String, String> before = first.done();

        Shards.Edit<String, String> second = before.edit();
        second.put("a", "after");
        second.put("b", "new");

        assertThat(second.done().get("a")).isEqualTo("after");
        assertThat(before.get("a")).isEqualTo("before");
        assertThat(before.get("b")).isNull();
    }
}
