package dev.llmmarketplace.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.OrganisationId;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final OrganisationId ONE = organisation(1);

    private static OrganisationId organisation(long number) {
        return new OrganisationId(new UUID(1, number));
    }

    private static CacheKey key(OrganisationId organisation, String body) {
        return CacheKey.of(organisation).with(body).build();
    }

    private static CachedAnswer answer(int bytes) {
        return new CachedAnswer("application/json", new byte[bytes], 0);
    }

    /** An interleaving of insertions by several organisations: each finds its own last answer or none. */
    @Property(tries = 200)
    void nobodyFindsAnothersAnswerAndTheBoundHolds(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 399) Integer> steps) {
        long limit = 16 * 4096;
        AnswerCache cache = new AnswerCache(limit);
        for (int step : steps) {
            OrganisationId owner = organisation(step % 4);
            CacheKey key = key(owner, "body " + step / 4);
            cache.put(key, new CachedAnswer("of " + owner, new byte[step * 7], 0));

            assertThat(cache.bytes()).isLessThanOrEqualTo(limit);
            for (int other = 0; other < 4; other++) {
                CachedAnswer found = cache.find(key(organisation(other), "body " + step / 4), 0, HOUR);
                assertThat(found == null || found.contentType().equals("of " + organisation(other)))
                        .isTrue();
            }
        }
    }

    @Property
    void textsThatTogetherAreTheSameAreToldApart(@ForAll String first, @ForAll String second) {
        CacheKey parts = CacheKey.of(ONE).with(first).with(second).build();
        assertThat(parts).isNotEqualTo(CacheKey.of(ONE).with(first + second).build());
        assertThat(parts).isEqualTo(CacheKey.of(ONE).with(first).with(second).build());
    }

    @Test
    void theLeastRecentlyUsedGoFirst() {
        AnswerCache cache = new AnswerCache(16 * 4000);
        CacheKey first = keyInStripe(0);
        CacheKey second = keyInStripe(1);
        cache.put(first, answer(1500));
        cache.put(second, answer(1500));
        cache.find(first, 0, HOUR);
        cache.put(keyInStripe(2), answer(1500));

        assertThat(cache.find(first, 0, HOUR)).isNotNull();
        assertThat(cache.find(second, 0, HOUR)).isNull();
    }

    private static CacheKey keyInStripe(long number) {
        return new CacheKey(ONE, number, 0, 0, 0);
    }

    @Test
    void whatIsTooOldIsDropped() {
        AnswerCache cache = new AnswerCache(1 << 20);
        cache.put(key(ONE, "x"), answer(10));

        assertThat(cache.find(key(ONE, "x"), HOUR - 1, HOUR)).isNotNull();
        assertThat(cache.find(key(ONE, "x"), HOUR, HOUR)).isNull();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void aCacheOfNothingKeepsNothingAndAnAnswerThatIsTooLongIsNotKept() {
        AnswerCache none = new AnswerCache(0);
        none.put(key(ONE, "x"), answer(1));
        assertThat(none.find(key(ONE, "x"), 0, HOUR)).isNull();

        AnswerCache large = new AnswerCache(1L << 30);
        large.put(key(ONE, "x"), answer(AnswerCache.LONGEST_ANSWER + 1));
        assertThat(large.bytes()).isZero();
    }
}
