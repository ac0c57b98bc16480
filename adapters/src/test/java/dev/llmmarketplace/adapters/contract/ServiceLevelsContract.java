package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Examples.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.quota.Subscription;
import dev.llmmarketplace.core.sla.Breach;
import dev.llmmarketplace.core.sla.Breach.Kind;
import dev.llmmarketplace.core.sla.BreachStore;
import dev.llmmarketplace.core.sla.Finding;
import dev.llmmarketplace.core.sla.Promise;
import dev.llmmarketplace.core.sla.QualityStore;
import dev.llmmarketplace.core.sla.ServiceQuality;
import dev.llmmarketplace.core.sla.Severity;
import dev.llmmarketplace.core.sla.SlaSweep;
import dev.llmmarketplace.core.sla.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the {@link QualityStore} makes of shipped usage, and what the {@link BreachStore} keeps of what was found. */
public abstract class ServiceLevelsContract {
    private static final Page.Request FIRST = new Page.Request(50, null);

    private final Instant now = now();
    private final String journal = Examples.name("journal");

    /** Stores in which other tests may have written. */
    protected abstract Stores stores();

    private BreachStore breaches() {
        return stores().serviceLevels().breaches();
    }

    @Test
    void aServiceIsJudgedByItsOwnErrorsAlone() {
        Sold sold = sell();
        ship(
                sold.ended(Outcome.COMPLETED, 200),
                sold.ended(Outcome.CUT_OFF, 200),
                sold.ended(Outcome.UPSTREAM_ERROR, 503),
                sold.ended(Outcome.UPSTREAM_ERROR, 429),
                sold.ended(Outcome.UPSTREAM_FAILED, 0),
                sold.ended(Outcome.UPSTREAM_TIMEOUT, 0),
                sold.ended(Outcome.UPSTREAM_ERROR, 400),
                sold.ended(Outcome.CLIENT_CLOSED, 200),
                sold.ended(Outcome.INTERRUPTED, 0));

        ServiceQuality quality = quality(sold.service(), Window.FIVE_MINUTES);

        assertThat(quality.served()).isEqualTo(2);
        assertThat(quality.failed()).isEqualTo(4);
        assertThat(quality.notCounted()).isEqualTo(3);
        assertThat(quality.errorPercent()).isEqualTo(100 * 4 / 6.0, within(1e-9));
    }

    @Test
    void aWindowHoldsTheCallsThatBeganInIt() {
        Sold sold = sell();
        ship(sold.at(now), sold.at(now.minus(Duration.ofMinutes(30))), sold.at(now.minus(Duration.ofHours(20))));
        ship(sold.at(now.minus(Duration.ofDays(20))), sold.at(now.minus(Duration.ofDays(32))));

        assertThat(quality(sold.service(), Window.FIVE_MINUTES).served()).isEqualTo(1);
        assertThat(quality(sold.service(), Window.HOUR).served()).isEqualTo(2);
        assertThat(quality(sold.service(), Window.DAY).served()).isEqualTo(3);
        assertThat(quality(sold.service(), Window.MONTH).served()).isEqualTo(4);
    }

    @Test
    void aRecordThatComesAgainIsNotCountedAgain() {
        Sold sold = sell();
        UsageRecord record = sold.at(now);
        ship(record);
        ship(record, sold.at(now));

        assertThat(quality(sold.service(), Window.MONTH).served()).isEqualTo(2);
    }

    @Test
    void timesAndSpeedsAreKnownWithinAFewPerCent() {
        Sold sold = sell();
        List<UsageRecord> records = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            records.add(sold.plain(i * 10_000L));
            records.add(sold.streamed(i * 1_000L, i * 1_000L + 2_000_000, i));
        }
        stores().metering().sink().ship(journal, 0, 1, records);

        ServiceQuality quality = quality(sold.service(), Window.HOUR);

        assertThat(quality.answers().sampleSize()).isEqualTo(100);
        assertThat(quality.answers().quantile(0.5)).isBetween(477_000L, 524_000L);
        assertThat(quality.answers().quantile(0.99)).isBetween(945_000L, 1_035_000L);
        assertThat(quality.firstTokens().quantile(0.95)).isBetween(90_700L, 99_500L);
        assertThat(quality.speeds().sampleSize())
                .as("streams of ten tokens or more")
                .isEqualTo(91);
        assertThat(quality.speeds().quantile(1)).isBetween(47_500L, 52_500L);
    }

    @Test
    void sumsThatNoWindowNeedsAreForgottenAndOthersKept() {
        Sold sold = sell();
        ship(sold.at(now), sold.at(now.minus(Duration.ofDays(20))), sold.at(now.minus(Duration.ofDays(500))));

        assertThat(stores().serviceLevels().quality().purge(now)).isPositive();

        assertThat(quality(sold.service(), Window.FIVE_MINUTES).served()).isEqualTo(1);
        assertThat(quality(sold.service(), Window.MONTH).served()).isEqualTo(2);
    }

    @Test
    void aServiceThatBreaksItsPromiseIsFoundByTheSweep() {
        Sold sold = sell();
        List<UsageRecord> records = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            records.add(sold.plain(3_000_000));
        }
        stores().metering().sink().ship(journal, 0, 1, records);
        ship(sold.ended(Outcome.UPSTREAM_FAILED, 0));

        SlaSweep sweep = new SlaSweep(stores().serviceLevels().quality(), breaches(), stores().catalog(), () -> now);
        List<Breach> began = sweep.run().stream()
                .filter(change -> change.kind() == Kind.BEGAN)
                .map(Breach.Change::breach)
                .filter(breach -> breach.service().equals(sold.service()))
                .toList();

        assertThat(began)
                .extracting(Breach::promise, Breach::severity, Breach::sample)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Promise.LATENCY, Severity.WARNING, 30L),
                        org.assertj.core.groups.Tuple.tuple(Promise.ERROR_RATE, Severity.CRITICAL, 31L),
                        org.assertj.core.groups.Tuple.tuple(Promise.AVAILABILITY, Severity.CRITICAL, 31L));
        assertThat(sweep.run()).noneMatch(change -> change.breach().service().equals(sold.service()));
    }

    @Test
    void aBreachBeginsWorsensAndEndsOnceEachAndTellsOfIt() {
        ServiceVersion version = trade().active();
        DomainEvent.Position before = stores().events().end();

        assertThat(record(version, Severity.WARNING, now)).containsExactly(Kind.BEGAN);
        assertThat(record(version, Severity.WARNING, now.plusSeconds(300))).isEmpty();
        assertThat(record(version, Severity.CRITICAL, now.plusSeconds(600))).containsExactly(Kind.WORSENED);
        assertThat(record(version, Severity.WARNING, now.plusSeconds(900))).isEmpty();
        assertThat(record(version, null, now.plusSeconds(1200))).containsExactly(Kind.ENDED);
        assertThat(record(version, null, now.plusSeconds(1500))).isEmpty();

        Breach breach = of(version.service(), false).getFirst();
        assertThat(breach.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(breach.beganAt()).isEqualTo(now);
        assertThat(breach.endedAt()).isEqualTo(now.plusSeconds(1200));
        assertThat(of(version.service(), true)).isEmpty();
        assertThat(stores().events().read("sla", before, 100))
                .filteredOn(event -> event.key().equals(version.service().toString()))
                .extracting(DomainEvent::type)
                .containsExactly("sla.breach_began", "sla.breach_worsened", "sla.breach_ended");
    }

    @Test
    void aBreachOfAServiceThatNobodyCallsAnyMoreEnds() {
        ServiceVersion version = trade().active();
        record(version, Severity.WARNING, now);

        breaches().record(List.of(), now.plus(Duration.ofMinutes(59)));
        assertThat(of(version.service(), true)).hasSize(1);
        breaches().record(List.of(), now.plus(Duration.ofMinutes(61)));
        assertThat(of(version.service(), true)).isEmpty();
    }

    @Test
    void aProviderSeesHisOwnBreachesOnly() {
        ServiceVersion mine = trade().active();
        ServiceVersion theirs = trade().active();
        record(mine, Severity.WARNING, now);
        record(theirs, Severity.WARNING, now);

        assertThat(breaches()
                        .list(new BreachStore.Filter(mine.provider(), null, false), FIRST)
                        .items())
                .extracting(Breach::service)
                .containsExactly(mine.service());
        assertThat(breaches()
                        .list(new BreachStore.Filter(mine.provider(), theirs.service(), false), FIRST)
                        .items())
                .isEmpty();
        assertThat(breaches()
                        .list(new BreachStore.Filter(OrganisationId.next(), null, false), FIRST)
                        .items())
                .isEmpty();
    }

    @Test
    void breachesArePaged() {
        ServiceVersion version = trade().active();
        for (int i = 0; i < 3; i++) {
            record(version, Severity.WARNING, now.plusSeconds(2L * i));
            record(version, null, now.plusSeconds(2L * i + 1));
        }
        BreachStore.Filter filter = new BreachStore.Filter(null, version.service(), false);

        Page<Breach> first = breaches().list(filter, new Page.Request(2, null));
        Page<Breach> second = breaches().list(filter, new Page.Request(2, first.next()));

        assertThat(first.items()).extracting(Breach::beganAt).containsExactly(now.plusSeconds(4), now.plusSeconds(2));
        assertThat(second.items()).extracting(Breach::beganAt).containsExactly(now);
        assertThat(second.next()).isNull();
    }

    /** What changed of that version. */
    private List<Kind> record(ServiceVersion version, @Nullable Severity severity, Instant at) {
        Finding finding = new Finding(version, Promise.LATENCY, 2500, 3000, 40, severity);
        return breaches().record(List.of(finding), at).stream()
                .filter(change -> change.breach().service().equals(version.service()))
                .map(Breach.Change::kind)
                .toList();
    }

    private List<Breach> of(ServiceId service, boolean lasting) {
        return breaches()
                .list(new BreachStore.Filter(null, service, lasting), FIRST)
                .items();
    }

    private ServiceQuality quality(ServiceId service, Window window) {
        return stores().serviceLevels()
                .quality()
                .find(Set.of(service), window.endingAt(now))
                .getOrDefault(service, ServiceQuality.NONE);
    }

    private void ship(UsageRecord... records) {
        stores().metering().sink().ship(journal, 0, 1, List.of(records));
    }

    private Trade trade() {
        return new Trade(stores());
    }

    private Sold sell() {
        Subscription subscription = trade().subscription(0);
        return new Sold(Calls.of(trade(), subscription, now).call(10, 5));
    }

    /** Variations of one call. */
    private record Sold(UsageRecord call) {
        ServiceId service() {
            return call.parties().service();
        }

        UsageRecord ended(Outcome outcome, int status) {
            return of(call.startedAt(), false, 0, 1_000, outcome, status, 10);
        }

        UsageRecord at(Instant startedAt) {
            return of(startedAt, false, 0, 1_000, Outcome.COMPLETED, 200, 10);
        }

        UsageRecord plain(long micros) {
            return of(call.startedAt(), false, micros, micros, Outcome.COMPLETED, 200, 10);
        }

        UsageRecord streamed(long firstByte, long end, long tokens) {
            return of(call.startedAt(), true, firstByte, end, Outcome.COMPLETED, 200, tokens);
        }

        private UsageRecord of(
                Instant startedAt,
                boolean streamed,
                long firstByte,
                long end,
                Outcome outcome,
                int status,
                long tokens) {
            CallId id = CallId.next();
            return new UsageRecord(
                    id,
                    id.toString(),
                    call.parties(),
                    call.priceVersion(),
                    call.route(),
                    streamed,
                    startedAt,
                    firstByte,
                    end,
                    status,
                    1,
                    Traffic.NONE,
                    outcome,
                    null,
                    Usage.of(1, tokens),
                    Money.zero("USD"),
                    Set.of());
        }
    }
}
