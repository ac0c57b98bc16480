package dev.llmmarketplace.core.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Compliance;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Limits;
import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.SupportLevel;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is kept of a policy engine's answers, and what becomes of asking one that is away. */
final class PolicyEngineDecoratorsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private int asked;
    private boolean away;

    private PolicyReport engine(PolicyCase about) {
        asked++;
        if (away) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "It is away.");
        }
        return new PolicyReport("basis-" + asked, List.of());
    }

    @Test
    void anAnswerIsGivenAgainUntilItIsTooOldAlsoWhileTheEngineIsAway() {
        PolicyEngine cached = new CachingPolicyEngine(this::engine, Duration.ofMinutes(5), now::get);

        assertThat(cached.judge(about("chat")).basis()).isEqualTo("basis-1");
        away = true;
        assertThat(cached.judge(about("chat")).basis()).isEqualTo("basis-1");
        assertAway(cached, "another");
        pass(Duration.ofMinutes(6));

        assertAway(cached, "chat");
    }

    @Test
    void anEngineThatFailsIsLeftAloneForAWhileAndThenTriedOnce() {
        PolicyEngine circuit = new CircuitPolicyEngine(this::engine, Duration.ofSeconds(30), now::get);
        away = true;
        for (int i = 0; i < 20; i++) {
            assertAway(circuit, "chat");
        }
        assertThat(asked).isEqualTo(5);

        pass(Duration.ofSeconds(31));
        assertAway(circuit, "chat");
        assertAway(circuit, "chat");
        assertThat(asked).isEqualTo(6);

        away = false;
        pass(Duration.ofSeconds(31));
        assertThat(circuit.judge(about("chat")).blocks()).isFalse();
        assertThat(circuit.judge(about("chat")).blocks()).isFalse();
        assertThat(asked).isEqualTo(8);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static void assertAway(PolicyEngine engine, String name) {
        assertThatThrownBy(() -> engine.judge(about(name)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    private static PolicyCase about(String name) {
        ServiceManifest manifest = new ServiceManifest(
                new ServiceName("acme", name),
                SemanticVersion.parse("1.0.0"),
                "A service",
                "It does what it does.",
                Category.TEXT_GENERATION,
                new TreeSet<>(),
                null,
                List.of(),
                new ServiceManifest.Modalities(new TreeSet<>(), new TreeSet<>()),
                List.of(),
                null,
                new ServiceLevel(
                        new BigDecimal("99.5"), Duration.ofSeconds(1), SupportLevel.BASIC, Duration.ofSeconds(1)),
                new Compliance(ComplianceLevel.PUBLIC, new TreeSet<>(), new TreeSet<>(), false, false, null),
                new Limits(0, 0),
                new TreeSet<>(),
                ServiceManifest.Documents.NONE,
                null);
        Organisation acme = new Organisation(
                new OrganisationId(new UUID(0, 1)), "acme", "Acme", true, false, false, false, Instant.EPOCH);
        return PolicyCase.publication(manifest, acme);
    }
}
