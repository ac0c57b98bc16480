package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A journal's directory through the lives of several processes, and the ledger that it is shipped to. */
record JournalDirectory(Path path, FakeSink sink) {
    static final String HOLDER = "holder";
    private static final int SEGMENT = 1 << 16;

    Journal open() {
        return open(SegmentAllocator.byWriting());
    }

    Journal open(SegmentAllocator allocator) {
        try {
            return Journal.open(
                    new Journal.Settings(path, SEGMENT, Duration.ofMillis(10), Duration.ZERO),
                    lane -> sink.position(HOLDER, lane),
                    allocator);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    JournalShipper shipper(Journal journal) {
        return new JournalShipper(journal, sink, HOLDER);
    }

    static Lane lane(Journal journal, int number) {
        try {
            return journal.lane(number, Runnable::run);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Opens and closes calls without a keeper, whose work is done in between. */
    static void calls(Lane lane, int count) {
        for (int i = 0; i < count; i++) {
            Calls.openAndClose(lane, 1);
            try {
                lane.storage().provide();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The same beside a keeper, whose work takes a moment. */
    static void callsBesideKeeper(Lane lane, int count) {
        for (int i = 0; i < count; i++) {
            Calls.openAndClose(lane, 1);
            if (lane.storage().spareCapacity() == 0) {
                Awaitility.await().until(() -> lane.storage().spareCapacity() > 0);
            }
        }
    }

    /** What a process does at its start, up to the point where it takes calls. */
    List<UsageRecord> recoverAndShip() {
        try (Journal journal = open()) {
            shipper(journal).shipAll();
        }
        return sink.records();
    }

    List<Path> files() {
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void deleteFiles() {
        for (Path file : files()) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
