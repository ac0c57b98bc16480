package dev.llmmarketplace.core.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.recommendation.Together.Companion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The figures behind trends and recommendations, worked out by hand. */
final class RecommenderTest {
    private static final ServiceId CHAT = new ServiceId(new UUID(0, 1));
    private static final ServiceId SEARCH = new ServiceId(new UUID(0, 2));
    private static final ServiceId RARE = new ServiceId(new UUID(0, 3));

    @Test
    void servicesGoTogetherWhoseCallersAreMuchTheSame() {
        Activity activity = callers(Map.of(1, Set.of(CHAT, SEARCH), 2, Set.of(CHAT, SEARCH), 3, Set.of(CHAT, SEARCH)));

        Map<ServiceId, Companion> companions = new Together(activity).of(List.of(CHAT));

        assertThat(companions).containsOnlyKeys(SEARCH);
        assertThat(companions.get(SEARCH)).isEqualTo(new Companion(CHAT, 1, 3));
    }

    @Test
    void twoInCommonTellNothing() {
        Activity activity = callers(Map.of(1, Set.of(CHAT, RARE), 2, Set.of(CHAT, RARE)));

        assertThat(new Together(activity).of(List.of(CHAT))).isEmpty();
    }

    @Test
    void whatEverybodyCallsIsNoCompanionOfWhatSomeDo() {
        Map<Integer, Set<ServiceId>> callers = new HashMap<>();
        for (int caller = 0; caller < 100; caller++) {
            callers.put(caller, caller < 9 ? Set.of(CHAT, RARE) : Set.of(CHAT));
        }

        assertThat(new Together(callers(callers)).of(List.of(RARE)))
                .as("cosine 0.3")
                .isEmpty();
    }

    @Test
    void aStirIsTwoPerUseOnePerLookFivePerReviewAndTenPerStar() {
        assertThat(new Stir(3, 4, 2, 4.5).score()).isCloseTo(6 + 4 + 10 + 45, within(1e-12));
        assertThat(new Stir(3, 4, 2, 4.5).enough()).isFalse();
        assertThat(new Stir(4, 4, 2, 4.5).enough()).isTrue();
    }

    @Property
    void confidenceGrowsWithTheEvidenceUpToOne(@ForAll @LongRange(min = 0, max = 1_000) long evidence) {
        assertThat(Recommendation.confidence(evidence)).isEqualTo(Math.min(evidence / 10.0, 1));
    }

    @Test
    void whatTheOrganisationCallsAndTheUserLooksAtCountsTogether() {
        UUID organisation = new UUID(7, 1);
        UUID user = new UUID(7, 2);
        Activity activity =
                new Activity(Map.of(), Map.of(organisation, Map.of(CHAT, 3L), user, Map.of(CHAT, 1L, RARE, 2L)));

        assertThat(activity.of(organisation, user)).isEqualTo(Map.of(CHAT, 4L, RARE, 2L));
    }

    private static Activity callers(Map<Integer, Set<ServiceId>> services) {
        Map<UUID, Map<ServiceId, Long>> byActor = new HashMap<>();
        services.forEach((caller, called) -> {
            Map<ServiceId, Long> times = new HashMap<>();
            new HashSet<>(called).forEach(service -> times.put(service, 1L));
            byActor.put(new UUID(9, caller), times);
        });
        return new Activity(Map.of(), byActor);
    }
}
