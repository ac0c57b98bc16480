package dev.llmmarketplace.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.gateway.fake.FakeAllowance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Whatever the order of events, units are in one place at a time: gone from the authority's account is exactly what is
 * free here, reserved, or spent; and what is spent never exceeds the limit.
 */
final class LeasedAccountTest {
    private static final String HOLDER = "holder";
    private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");

    private FakeAllowance allowance = new FakeAllowance();
    private final Account account = Account.money(OrganisationId.next(), NOW);

    /** Leases at once, on the asker's thread. */
    private LeasedAccount leased(long limit) {
        allowance.limit(Account.Unit.NANOS, account.owner(), limit);
        return new LeasedAccount(account, new Leasing(allowance, HOLDER, Runnable::run));
    }

    enum What {
        RESERVE,
        EXTEND,
        SETTLE,
        RELEASE,
        SWEEP,
        GIVE_BACK,
        AUTHORITY_GOES,
        AUTHORITY_COMES
    }

    record Step(What what, long units, int which) {}

    @Provide
    static Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(What.values()),
                        Arbitraries.longs().between(1, 400),
                        Arbitraries.integers().between(0, 100))
                .as(Step::new)
                .list()
                .ofMaxSize(120);
    }

    @Property
    void unitsAreInOnePlaceAtATime(@ForAll("histories") List<Step> history, @ForAll boolean small) {
        long limit = small ? 1000 : 100_000;
        allowance = new FakeAllowance();
        LeasedAccount leased = leased(limit);
        List<Reservation> open = new ArrayList<>();
        long spent = 0;
        for (Step step : history) {
            spent += take(step, leased, open);
            long reserved = open.stream().mapToLong(Reservation::heldNanos).sum();
            assertThat(allowance.gone(account)).isEqualTo(leased.free() + reserved + spent);
            assertThat(spent).isLessThanOrEqualTo(limit);
        }
    }

    /** What the step spent. */
    private long take(Step step, LeasedAccount leased, List<Reservation> open) {
        switch (step.what) {
            case RESERVE -> open.add(reserved(leased, step.units));
            case SWEEP -> leased.sweep();
            case GIVE_BACK -> leased.giveBack(step.units);
            case AUTHORITY_GOES -> allowance.away(true);
            case AUTHORITY_COMES -> allowance.away(false);
            case EXTEND, SETTLE, RELEASE -> {
                if (!open.isEmpty()) {
                    return onOne(step, open);
                }
            }
        }
        return 0;
    }

    private static Reservation reserved(LeasedAccount leased, long units) {
        Reservation reservation = new Reservation(new Funds(null, leased, null, null));
        if (!reservation.cover(0, units) && reservation.await(0, units, () -> {})) {
            reservation.cover(0, units);
        }
        return reservation;
    }

    private static long onOne(Step step, List<Reservation> open) {
        Reservation reservation = open.get(step.which % open.size());
        if (step.what == What.EXTEND) {
            reservation.cover(0, reservation.heldNanos() + step.units);
            return 0;
        }
        open.remove(reservation);
        long spent = step.what == What.SETTLE ? Math.min(step.units, reservation.heldNanos()) : 0;
        reservation.settle(0, spent);
        return spent;
    }

    @Test
    void aThousandThreadsSpendNoMoreThanThereIs() {
        long limit = 50_000;
        allowance.limit(Account.Unit.NANOS, account.owner(), limit);
        LeasedAccount leased = new LeasedAccount(
                account,
                new Leasing(allowance, HOLDER, task -> Thread.ofVirtual().start(task)));
        AtomicLong spent = new AtomicLong();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 1000; caller++) {
                int seed = caller;
                callers.execute(() -> spent.addAndGet(spendAWhile(leased, new Random(seed))));
            }
        }

        assertThat(spent.get()).isLessThanOrEqualTo(limit).isGreaterThan(limit / 2);
        leased.giveBack(0);
        assertThat(allowance.gone(account)).isEqualTo(spent.get());
    }

    private static long spendAWhile(LeasedAccount leased, Random random) {
        long spent = 0;
        for (int i = 0; i < 50; i++) {
            long units = random.nextLong(1, 101);
            Reservation reservation = new Reservation(new Funds(null, leased, null, null));
            if (reservation.cover(0, units)) {
                long used = random.nextLong(units + 1);
                reservation.settle(0, used);
                spent += used;
            } else {
                CompletableFuture<Void> news = new CompletableFuture<>();
                if (reservation.await(0, units, () -> news.complete(null))) {
                    news.join();
                }
            }
        }
        return spent;
    }

    @Test
    void manyCallsNeedFewLeases() {
        LeasedAccount leased = leased(1_000_000_000);
        for (int i = 0; i < 10_000; i++) {
            reserved(leased, 100).settle(0, 50);
        }

        assertThat(allowance.leases()).isLessThan(30);
    }

    @Test
    void whatIsLeasedOutlastsAnAuthorityThatIsAway() {
        LeasedAccount leased = leased(1_000_000_000);
        long calls = 300;
        for (int i = 0; i < calls; i++) {
            reserved(leased, 100).settle(0, 50);
        }
        allowance.away(true);

        assertThat(leased.free() / 50).isGreaterThan(3 * calls);
    }

    @Test
    void anIdleBlockGoesBack() {
        LeasedAccount leased = leased(1_000_000);
        reserved(leased, 100).settle(0, 50);
        idle(leased, 15);
        assertThat(leased.free()).as("there is plenty for others").isPositive();

        idle(leased, 120);

        assertThat(leased.free()).isZero();
        assertThat(allowance.gone(account)).isEqualTo(50);
    }

    @Test
    void anIdleBlockThatOthersMayNeedGoesBackSoon() {
        LeasedAccount leased = leased(1000);
        reserved(leased, 100).settle(0, 50);

        idle(leased, 15);

        assertThat(leased.free()).isZero();
    }

    private static void idle(LeasedAccount leased, int sweeps) {
        for (int sweep = 0; sweep < sweeps; sweep++) {
            leased.sweep();
        }
    }

    @Test
    void littleIsTakenAheadWhenLittleIsLeft() {
        LeasedAccount leased = leased(10_000);
        for (int i = 0; i < 50; i++) {
            reserved(leased, 100).settle(0, 100);
        }

        assertThat(leased.free()).isLessThan(3_000);
    }

    @Test
    void aMonthHasItsOwnAccount() {
        LeasedAccount leased = leased(1);

        assertThat(leased.covers(Instant.parse("2026-05-01T00:00:00Z").toEpochMilli()))
                .isTrue();
        assertThat(leased.covers(Instant.parse("2026-05-31T23:59:59.999Z").toEpochMilli()))
                .isTrue();
        assertThat(leased.covers(Instant.parse("2026-06-01T00:00:00Z").toEpochMilli()))
                .isFalse();
        assertThat(leased.covers(Instant.parse("2026-04-30T23:59:59.999Z").toEpochMilli()))
                .isFalse();
    }
}
