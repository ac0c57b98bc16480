package dev.llmmarketplace.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.adapters.policyengine.GrpcPolicyEngine;
import dev.llmmarketplace.adapters.policyengine.GrpcPolicyEngine.Deadlines;
import dev.llmmarketplace.core.governance.PolicyEngine;
import dev.llmmarketplace.core.governance.PolicyReport;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.policy.StandInPolicyEngine.Mood;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same of an engine that is another program, and what becomes of its failures. */
final class GrpcPolicyEngineTest extends PolicyEngineContract {
    private final StandInPolicyEngine engine = new StandInPolicyEngine();
    private final GrpcPolicyEngine adapter = open(Duration.ofMinutes(1));

    @AfterEach
    void close() {
        adapter.close();
        engine.close();
    }

    @Override
    protected PolicyEngine engine() {
        return adapter;
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"AWAY", "SILENT"})
    void noAnswerIsNoConsent(Mood mood) {
        engine.is(mood);
        try (GrpcPolicyEngine impatient = open(Duration.ofMillis(200))) {
            assertThatThrownBy(() -> impatient.judge(publishing()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE));
        }
    }

    @Test
    void aRefusalWithoutAReasonBlocks() {
        engine.is(Mood.UNEXPLAINED);

        PolicyReport report = judge("");

        assertThat(report.blocks()).isTrue();
        assertThat(report.findings()).hasSize(1);
    }

    @Test
    void accessIsAskedForAsWell() {
        assertThat(adapter.judge(subscribing("initech")).blocks()).isFalse();
        assertThat(adapter.judge(subscribing("blocked-inc")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).contains("list of blocked"));
    }

    private GrpcPolicyEngine open(Duration deadline) {
        return GrpcPolicyEngine.at(engine.address(), url -> false, new Deadlines(deadline, deadline));
    }
}
