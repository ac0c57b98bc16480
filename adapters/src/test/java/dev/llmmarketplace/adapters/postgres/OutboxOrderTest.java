package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The case in which sequence numbers alone would lose an event. */
@ParameterizedClass
@EnumSource(Engine.class)
class OutboxOrderTest {
    private final Engine engine;

    @AutoClose
    private final Installations installations = new Installations();

    OutboxOrderTest(Engine engine) {
        this.engine = engine;
    }

    @Test
    void anEventThatCommitsLateHoldsBackThoseThatCommittedBefore() {
        Installation installation = installations.open(engine);

        installation.database().change(slow -> {
            append(slow, "early, commits late");
            installation.database().change(quick -> append(quick, "late, commits early"));

            assertThat(read(installation)).isEmpty();
        });

        assertThat(read(installation))
                .extracting(DomainEvent::key)
                .containsExactly("early, commits late", "late, commits early");
    }

    @Test
    void theEndLiesBeforeWhatIsNotYetCommitted() {
        Installation installation = installations.open(engine);
        Position[] end = {Position.START};

        installation.database().change(slow -> {
            append(slow, "pending");
            end[0] = installation.stores().events().end();
        });

        assertThat(installation.stores().events().read("catalog", end[0], 10))
                .extracting(DomainEvent::key)
                .containsExactly("pending");
    }

    @Test
    void purgedEventsMoveTheHorizonAndLeaveTheRest() {
        Installation installation = installations.open(engine);
        PostgresEventLog log = new PostgresEventLog(installation.database(), installation.announcements());
        assertThat(log.horizon()).isEqualTo(Position.START);
        installation.database().change(handle -> append(handle, "old"));
        installation.database().change(handle -> append(handle, "young"));
        Position old = read(installation).getFirst().position();
        Instant between = read(installation).getLast().at();
        assertThat(log.purge(between.minusSeconds(3600))).isZero();

        assertThat(log.purge(between)).isEqualTo(1);

        assertThat(log.horizon()).isEqualTo(old);
        assertThat(read(installation)).extracting(DomainEvent::key).containsExactly("young");
    }

    private static void append(Handle handle, String key) {
        Outbox.append(handle, "catalog", new Outbox.Entry("test.happened", key, Map.of()));
    }

    private static List<DomainEvent> read(Installation installation) {
        return installation.stores().events().read("catalog", Position.START, 10);
    }
}
