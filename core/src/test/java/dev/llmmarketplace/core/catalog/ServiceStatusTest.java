package dev.llmmarketplace.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceStatusTest {
    @ParameterizedTest
    @EnumSource(names = {"RETIRED", "REJECTED"})
    void nothingFollowsAFinalState(ServiceStatus last) {
        assertThat(last.successors()).isEmpty();
    }

    @Test
    void retiredCanBeReachedFromEveryStateThatWasEverListed() {
        assertThat(EnumSet.of(ServiceStatus.ACTIVE, ServiceStatus.DEPRECATED, ServiceStatus.SUSPENDED))
                .allSatisfy(status -> assertThat(status.successors()).contains(ServiceStatus.RETIRED));
    }

    @Test
    void onlyActiveAndDeprecatedVersionsAnswerCalls() {
        Set<ServiceStatus> callable = EnumSet.allOf(ServiceStatus.class);
        callable.removeIf(status -> !status.callable());
        assertThat(callable).containsExactlyInAnyOrder(ServiceStatus.ACTIVE, ServiceStatus.DEPRECATED);
    }
}
