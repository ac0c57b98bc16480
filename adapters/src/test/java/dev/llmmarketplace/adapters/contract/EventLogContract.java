package dev.llmmarketplace.adapters.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link EventLog} does with what the stores write. */
public abstract class EventLogContract {
    /** Stores in which nobody has written yet. */
    protected abstract Stores untouchedStores();

    @Test
    void eventsComeInOrderFromWhereAReaderStands() {
        Trade trade = new Trade(untouchedStores());
        OrganisationId organisation = trade.organisation().id();
        EventLog events = trade.stores().events();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            keys.add(trade.key(organisation).id().toString());
        }

        List<DomainEvent> first = events.read("access", Position.START, 3);
        List<DomainEvent> rest = events.read("access", first.getLast().position(), 3);

        assertThat(first).extracting(DomainEvent::key).isEqualTo(keys.subList(0, 3));
        assertThat(rest).extracting(DomainEvent::key).isEqualTo(keys.subList(3, 5));
        assertThat(events.read("access", rest.getLast().position(), 3)).isEmpty();
        assertThat(first.getFirst().type()).isEqualTo("key.created");
        assertThat(first.getFirst().payload()).contains(organisation.toString());
    }

    @Test
    void topicsAreApart() {
        Trade trade = new Trade(untouchedStores());
        trade.active();

        assertThat(trade.stores().events().read("catalog", Position.START, 10)).hasSize(1);
        assertThat(trade.stores().events().read("quota", Position.START, 10)).isEmpty();
    }

    @Test
    void fromTheEndOnlyWhatComesLaterIsSure() {
        Trade trade = new Trade(untouchedStores());
        OrganisationId organisation = trade.organisation().id();
        trade.key(organisation);
        Position end = trade.stores().events().end();
        ApiKey later = trade.key(organisation);

        assertThat(trade.stores().events().read("access", end, 10))
                .extracting(DomainEvent::key)
                .containsExactly(later.id().toString());
    }

    @Test
    @Timeout(60)
    void waitingEndsWhenSomethingIsWritten() throws InterruptedException, ExecutionException {
        Trade trade = new Trade(untouchedStores());
        OrganisationId organisation = trade.organisation().id();
        EventLog events = trade.stores().events();
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            Future<List<DomainEvent>> read = reader.submit(() -> {
                List<DomainEvent> found = List.of();
                while (found.isEmpty()) {
                    events.await("access", Duration.ofMinutes(10));
                    found = events.read("access", Position.START, 10);
                }
                return found;
            });
            trade.key(organisation);

            assertThat(read.get()).hasSize(1);
        }
    }

    @Test
    @Timeout(60)
    void aReaderMissesNothingWhateverTheOrderOfCommits() throws InterruptedException, ExecutionException {
        Trade trade = new Trade(untouchedStores());
        OrganisationId organisation = trade.organisation().id();
        int writers = 8;
        int each = 40;
        Set<String> written = ConcurrentHashMap.newKeySet();
        List<String> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> work = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                work.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        written.add(trade.key(organisation).id().toString());
                    }
                }));
            }
            Position position = Position.START;
            while (seen.size() < writers * each) {
                for (DomainEvent event : trade.stores().events().read("access", position, 7)) {
                    seen.add(event.key());
                    assertThat(event.position()).isGreaterThan(position);
                    position = event.position();
                }
            }
            for (Future<?> writer : work) {
                writer.get();
            }
        }

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
    }
}
