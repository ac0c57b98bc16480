package dev.llmmarketplace.gateway.meter;

import static dev.llmmarketplace.gateway.meter.JournalDirectory.lane;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.fake.FakeSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full disks, ledgers that are away, and the files that come and go. */
final class JournalTest {
    @TempDir
    Path path;

    private final FakeSink sink = new FakeSink();
    private JournalDirectory directory = new JournalDirectory(Path.of(""), sink);

    @BeforeEach
    void directory() {
        directory = new JournalDirectory(path, sink);
    }

    @Test
    void aFullDiskRefusesNewCallsAndClosesOpenOnes() {
        AtomicBoolean full = new AtomicBoolean();
        Journal journal = directory.open((file, size) -> {
            if (full.get()) {
                throw new IOException("No space left on device");
            }
            SegmentAllocator.byWriting().allocate(file, size);
        });
        Lane lane = lane(journal, 0);
        journal.start();
        full.set(true);
        List<OpenCall> open = new ArrayList<>();
        for (OpenCall next = lane.open(Calls.opened()); next != null; next = lane.open(Calls.opened())) {
            open.add(next);
        }
        await().until(() -> !journal.writable());
        open.forEach(call -> lane.close(call, Calls.closed(call, 1)));

        full.set(false);
        await().until(journal::writable);
        Calls.openAndClose(lane, 1);
        journal.close();
        assertThat(directory.recoverAndShip())
                .hasSize(open.size() + 1)
                .allMatch(record -> record.outcome() == Outcome.COMPLETED);
    }

    @Test
    void whatIsShippedIsRemovedAndWhatIsNeededStays() {
        Journal journal = directory.open();
        Lane lane = lane(journal, 0);
        journal.start();
        JournalShipper shipper = directory.shipper(journal);
        JournalDirectory.callsBesideKeeper(lane, 1000);
        OpenCall open = Calls.open(lane);
        int needed = Position.segment(open.position());
        shipper.shipAll();
        await().until(() -> directory.files().size() <= 3);
        JournalDirectory.callsBesideKeeper(lane, 1000);
        shipper.shipAll();
        journal.close();

        assertThat(directory.files().getFirst().toString()).endsWith("%010d.segment".formatted(needed));
        assertThat(directory.recoverAndShip()).hasSize(2001);
        assertThat(sink.repeated()).isZero();
    }

    @Test
    void theLedgerMayBeAwayForAWhile() {
        Journal journal = directory.open();
        Lane lane = lane(journal, 0);
        journal.start();
        JournalShipper shipper = directory.shipper(journal);
        shipper.start();
        Calls.openAndClose(lane, 1);
        await().until(() -> sink.records().size() == 1);
        sink.away(true);
        Calls.openAndClose(lane, 2);
        await().until(() -> shipper.lag().compareTo(Duration.ofSeconds(1)) > 0);

        sink.away(false);
        await().until(() -> sink.records().size() == 2);
        await().until(() -> shipper.lag().compareTo(Duration.ofSeconds(1)) < 0);
        shipper.close();
        journal.close();
        assertThat(sink.repeated()).isZero();
    }

    @Test
    void positionsGrowEvenWhenTheFilesAreGone() {
        Journal first = directory.open();
        JournalDirectory.calls(lane(first, 0), 1000);
        directory.shipper(first).shipAll();
        first.close();
        directory.deleteFiles();

        Journal second = directory.open();
        Calls.openAndClose(lane(second, 0), 1);
        directory.shipper(second).shipAll();
        second.close();
        assertThat(sink.records()).hasSize(1001);
    }

    @Test
    void whoWaitsForTheMediumIsTold() {
        Journal journal = directory.open();
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
        Lane lane = lane(directory.open(), 0);
        OpenCall open = Calls.open(lane);
        lane.close(open, Calls.closed(open, 1));

        assertThatIllegalStateException().isThrownBy(() -> lane.close(open, Calls.closed(open, 1)));
    }
}
