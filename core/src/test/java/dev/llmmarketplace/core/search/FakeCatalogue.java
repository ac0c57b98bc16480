package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.Farewell;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.event.EventLog;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listed services and the events of their changes, in memory; it can be out of reach. */
final class FakeCatalogue implements CatalogStore, EventLog {
    private final Map<ServiceId, ServiceVersion> listed = new LinkedHashMap<>();
    private final List<DomainEvent> events = new ArrayList<>();
    private final Semaphore signals = new Semaphore(0);
    private boolean away;
    private int portionsUntilAway = -1;

    synchronized void list(Listing listing) {
        ServiceVersion service = listing.build();
        listed.put(service.service(), service);
        append(service.service().toString());
    }

    synchronized void unlist(String name) {
        listed.remove(Listing.id(name));
        append(Listing.id(name).toString());
    }

    synchronized void append(String key) {
        Position position = new Position(1, events.size() + 1L);
        events.add(new DomainEvent(position, CatalogFollower.TOPIC, "service.published", key, "{}", Instant.EPOCH));
        signals.release();
    }

    /** As a server that was set back to before that service, the last one, was listed. */
    synchronized void setBackBefore(String name) {
        listed.remove(Listing.id(name));
        events.removeLast();
    }

    /** As a server that was set back to an older state. */
    synchronized void forgetEvents() {
        events.clear();
    }

    /** Goes away when it has been read so many times. */
    synchronized void goAwayAfter(int portions) {
        portionsUntilAway = portions;
    }

    synchronized void goAway(boolean gone) {
        away = gone;
        signals.release();
    }

    @Override
    public synchronized List<ServiceVersion> findListed(Collection<ServiceId> services) {
        requirePresent();
        return services.stream()
                .flatMap(service -> Optional.ofNullable(listed.get(service)).stream())
                .toList();
    }

    @Override
    public synchronized List<ServiceVersion> listedAfter(@Nullable ServiceId after, int limit) {
        if (portionsUntilAway-- == 0) {
            away = true;
        }
        requirePresent();
        return listed.values().stream()
                .sorted(Comparator.comparing(service -> service.service().toString()))
                .filter(service -> after == null || service.service().toString().compareTo(after.toString()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long countListed() {
        requirePresent();
        return listed.size();
    }

    synchronized void readListed(Consumer<ServiceVersion> reader) {
        requirePresent();
        listed.values().forEach(reader);
    }

    @Override
    public synchronized List<DomainEvent> read(String topic, Position position, int limit) {
        requirePresent();
        return events.stream()
                .filter(event -> event.position().compareTo(position) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Position end() {
        requirePresent();
        return events.isEmpty() ? Position.START : events.getLast().position();
    }

    @Override
    public void await(String topic, Duration timeout) throws InterruptedException {
        if (signals.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
    }

    private void requirePresent() {
        if (away) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The database is away.");
        }
    }

    @Override
    public ServiceVersion publish(Publication publication) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void withdraw(VersionId version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Imported> importAll(List<JudgedListing> listings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServiceVersion transition(VersionId version, ServiceStatus next, @Nullable String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServiceVersion deprecate(VersionId version, Farewell farewell, @Nullable String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<VersionId> findDue(Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> findOpenApi(VersionId version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void storeCredential(ServiceId service, String name, Secret credential) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Secret> credentials(ServiceId service) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ServiceVersion> findVersion(VersionId version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ServiceVersion> findCurrent(ServiceId service) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ServiceVersion> findCurrent(ServiceName name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ServiceVersion> versions(ServiceId service) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<ServiceVersion> list(Filter filter, Page.Request page) {
        throw new UnsupportedOperationException();
    }
}
