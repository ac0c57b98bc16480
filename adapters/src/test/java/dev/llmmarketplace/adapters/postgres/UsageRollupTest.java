package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.metering.Outcome;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class UsageRollupTest {
    private final Database database;

    UsageRollupTest(Engine engine) {
        database = engine.shared().database();
    }

    @Test
    void aDurationIsOfTheSameClassInSumsAsInSingleRecords() {
        List<Long> durations = LongStream.concat(
                        LongStream.rangeClosed(0, 5000),
                        LongStream.rangeClosed(13, 40)
                                .flatMap(n -> LongStream.of((1L << n) - 1, 1L << n, (1L << n) + 1)))
                .boxed()
                .toList();

        List<Integer> classes = database.read(handle -> handle.createQuery("""
                        SELECT duration_class('completed', d) FROM unnest(:durations) WITH ORDINALITY AS t (d, n)
                        ORDER BY n
                        """)
                .bindArray("durations", Long.class, durations)
                .mapTo(Integer.class)
                .list());

        assertThat(durations)
                .map(micros -> UsageRollup.durationClass(Outcome.COMPLETED, micros))
                .isEqualTo(classes);
        assertThat(UsageRollup.durationClass(Outcome.CLIENT_CLOSED, 5000)).isEqualTo(-1);
    }
}
