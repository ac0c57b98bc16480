package dev.llmmarketplace.gateway.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    private static final String HOLDER = "holder";
    private static final int SEGMENT = 1 << 16;

    @TempDir
    Path directory;

    private final FakeSink sink = new FakeSink();

    private Journal open() {
        return open(SegmentAllocator.byWriting());
    }

    private Journal open(SegmentAllocator allocator) {
        try {
            return Journal.open(
                    new Journal.Settings(directory, SEGMENT, Duration.ofMillis(10), Duration.ZERO),
                    lane -> sink.position(HOLDER, lane),
                    allocator);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Lane lane(Journal journal, int number) {
        try {
            return journal.lane(number, Runnable::run);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What a process does at its start, up to the point where it takes calls. */
    private List<UsageRecord> recoverAndShip() {
        try (Journal journal = open()) {
            new JournalShipper(journal, sink, HOLDER).shipAll();
        }
        return sink.records();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWasClosedIsShippedAfterARestart() {
        Journal journal = open();
        CallId call = Calls.openAndClose(lane(journal, 0), 7);
        // No close of the journal: the process was killed.

        UsageRecord record = recoverAndShip().getFirst();
        assertThat(record.call()).isEqualTo(call);
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record.cost().nanos()).isEqualTo(7);
    }

    @Test
    void aCallThatWasOpenWhenTheProcessDiedIsInterrupted() {
        OpenCall open = Calls.open(lane(open(), 0));

        UsageRecord record = recoverAndShip().getFirst();
        assertThat(record.call()).isEqualTo(open.call());
        assertThat(record.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(record.cost().nanos()).isZero();
        assertThat(recoverAndShip()).hasSize(1);
        assertThat(sink.repeated()).isZero();
    }

    @Test
    void callsThatOverlapSegmentsAreJoined() {
        Journal journal = open();
        Lane lane = lane(journal, 0);
        OpenCall longCall = Calls.open(lane);
        for (int i = 0; i < 1000; i++) {
            Calls.openAndClose(lane, 1);
            provide(lane);
        }
        lane.close(longCall, Calls.closed(longCall, 9));

        assertThat(files()).hasSizeGreaterThan(3);
        List<UsageRecord> records = recoverAndShip();
        assertThat(records).hasSize(1001);
        assertThat(records.getLast().call()).isEqualTo(longCall.call());
        assertThat(records.getLast().cost().nanos()).isEqualTo(9);
    }

    private static void provide(Lane lane) {
        try {
            lane.storage().provide();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The keeper's work takes a moment. */
    private static void awaitRoom(Lane lane) {
        if (lane.storage().spareCapacity() == 0) {
            await().until(() -> lane.storage().spareCapacity() > 0);
        }
    }

    @Test
    void aCrashAtAnyByteOfARecordLosesThatRecordOnly() throws IOException {
        Journal journal = open();
        Lane lane = lane(journal, 0);
        Calls.openAndClose(lane, 1);
        OpenCall second = Calls.open(lane);
        int before = Position.offset(lane.written());
        lane.close(second, Calls.closed(second, 2));
        int behind = Position.offset(lane.written());
        journal.close();
        byte[] whole = Files.readAllBytes(files().getFirst());

        for (int cut = before; cut <= behind; cut++) {
            byte[] torn = whole.clone();
            Arrays.fill(torn, cut, behind, (byte) 0);
            List<UsageRecord> records = shippedFrom(torn);

            assertThat(records).hasSize(2);
            assertThat(records.getFirst().cost().nanos()).isEqualTo(1);
            UsageRecord last = records.getLast();
            assertThat(last.outcome() == Outcome.INTERRUPTED || last.cost().nanos() == 2)
                    .isTrue();
        }
    }

    @Test
    void aRecordWithAFalseBitIsNeverBelieved() throws IOException {
        Journal journal = open();
        Lane lane = lane(journal, 0);
        Calls.openAndClose(lane, 1);
        int before = Position.offset(lane.written());
        OpenCall second = Calls.open(lane);
        lane.close(second, Calls.closed(second, 2));
        int behind = Position.offset(lane.written());
        journal.close();
        byte[] whole = Files.readAllBytes(files().getFirst());

        for (int at = before; at < behind; at += 3) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 0x10;
            for (UsageRecord record : shippedFrom(wrong)) {
                assertThat(record.cost().nanos()).isIn(0L, 1L, 2L);
                assertThat(record.cost().nanos() == 0).isEqualTo(record.outcome() == Outcome.INTERRUPTED);
            }
        }
    }

    /** What a fresh ledger gets from a journal of this one segment. */
    private List<UsageRecord> shippedFrom(byte[] segment) throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        Files.write(directory.resolve("lane-000-0000000001.segment"), segment);
        FakeSink fresh = new FakeSink();
        try (Journal journal = Journal.open(
                new Journal.Settings(directory, SEGMENT, Duration.ofMillis(10), Duration.ZERO),
                lane -> fresh.position(HOLDER, lane))) {
            new JournalShipper(journal, fresh, HOLDER).shipAll();
        }
        return fresh.records();
    }

    @Test
    void aFullDiskRefusesNewCallsAndClosesOpenOnes() {
        AtomicBoolean full = new AtomicBoolean();
        Journal journal = open((file, size) -> {
            if (full.get()) {
                throw new IOException("No space left on device");
            }
            SegmentAllocator.byWriting().allocate(file, size);
        });
        Lane lane = lane(journal, 0);
        journal.start();
        full.set(true);
        List<OpenCall> open = new ArrayList<>();
        OpenCall next = lane.open(Calls.opened());
        while (next != null) {
            open.add(next);
            next = lane.open(Calls.opened());
        }
        await().until(() -> !journal.writable());
        open.forEach(call -> lane.close(call, Calls.closed(call, 1)));

        full.set(false);
        await().until(journal::writable);
        Calls.openAndClose(lane, 1);
        journal.close();
        assertThat(recoverAndShip()).hasSize(open.size() + 1).allMatch(r -> r.outcome() == Outcome.COMPLETED);
    }

    @Test
    void whatIsShippedIsRemovedAndWhatIsNeededStays() {
        Journal journal = open();
        Lane lane = lane(journal, 0);
        journal.start();
        JournalShipper shipper = new JournalShipper(journal, sink, HOLDER);
        for (int i = 0; i < 1000; i++) {
            Calls.openAndClose(lane, 1);
            awaitRoom(lane);
        }
        OpenCall open = Calls.open(lane);
        int needed = Position.segment(open.position());
        shipper.shipAll();
        await().until(() -> files().size() <= 3);
        for (int i = 0; i < 1000; i++) {
            Calls.openAndClose(lane, 1);
            awaitRoom(lane);
        }
        shipper.shipAll();
        journal.close();

        assertThat(files().getFirst().toString()).endsWith("%010d.segment".formatted(needed));
        assertThat(recoverAndShip()).hasSize(2001);
        assertThat(sink.repeated()).isZero();
    }

    @Test
    void theLedgerMayBeAwayForAWhile() {
        Journal journal = open();
        Lane lane = lane(journal, 0);
        journal.start();
        JournalShipper shipper = new JournalShipper(journal, sink, HOLDER);
        shipper.start();
        Calls.openAndClose(lane, 1);
        await().until(() -> sink.records().size() == 1);
        sink.away(true);
        Calls.openAndClose(lane, 2);
        await().until(() -> shipper.lag().compareTo(Duration.ofMillis(300)) > 0);

        sink.away(false);
        await().until(() -> sink.records().size() == 2);
        await().until(() -> shipper.lag().compareTo(Duration.ofMillis(200)) < 0);
        shipper.close();
        journal.close();
        assertThat(sink.repeated()).isZero();
    }

    @Test
    void positionsGrowEvenWhenTheFilesAreGone() throws IOException {
        Journal first = open();
        Lane lane = lane(first, 0);
        for (int i = 0; i < 1000; i++) {
            Calls.openAndClose(lane, 1);
            provide(lane);
        }
        new JournalShipper(first, sink, HOLDER).shipAll();
        first.close();
        for (Path file : files()) {
            Files.delete(file);
        }

        Journal second = open();
        Calls.openAndClose(lane(second, 0), 1);
        new JournalShipper(second, sink, HOLDER).shipAll();
        second.close();
        assertThat(sink.records()).hasSize(1001);
    }

    @Test
    void lanesOfEarlierProcessesAreShippedToo() {
        Journal journal = open();
        for (int number = 0; number < 4; number++) {
            Calls.openAndClose(lane(journal, number), 1);
        }
        journal.close();

        assertThat(recoverAndShip()).hasSize(4);
    }

    @Test
    void whoWaitsForTheMediumIsTold() {
        Journal journal = open();
        Lane lane = lane(journal, 0);
        journal.start();
        OpenCall open = Calls.open(lane);
        AtomicBoolean told = new AtomicBoolean();
        lane.whenForced(lane.close(open, Calls.closed(open, 1)), () -> told.set(true));

        await().untilTrue(told);
        journal.close();
    }

    @Test
    void aCallIsClosedOnce() {
        Lane lane = lane(open(), 0);
        OpenCall open = Calls.open(lane);
        lane.close(open, Calls.closed(open, 1));

        assertThatIllegalStateException().isThrownBy(() -> lane.close(open, Calls.closed(open, 1)));
    }
}
