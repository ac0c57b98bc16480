package dev.llmmarketplace.gateway.meter;

import static dev.llmmarketplace.gateway.meter.JournalDirectory.lane;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die at any moment, and bytes that are not what was written. */
final class JournalCrashTest {
    @TempDir
    Path path;

    private final FakeSink sink = new FakeSink();
    private JournalDirectory directory = new JournalDirectory(Path.of(""), sink);

    @BeforeEach
    void directory() {
        directory = new JournalDirectory(path, sink);
    }

    @Test
    void whatWasClosedIsShippedAfterARestart() {
        CallId call = Calls.openAndClose(lane(directory.open(), 0), 7);
        // The journal is not closed: the process was killed.

        UsageRecord record = directory.recoverAndShip().getFirst();
        assertThat(record.call()).isEqualTo(call);
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record.cost().nanos()).isEqualTo(7);
    }

    @Test
    void aCallThatWasOpenWhenTheProcessDiedIsInterrupted() {
        OpenCall open = Calls.open(lane(directory.open(), 0));

        UsageRecord record = directory.recoverAndShip().getFirst();
        assertThat(record.call()).isEqualTo(open.call());
        assertThat(record.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(record.cost().nanos()).isZero();
        assertThat(directory.recoverAndShip()).hasSize(1);
        assertThat(sink.repeated()).isZero();
    }

    @Test
    void callsThatOverlapSegmentsAreJoined() {
        Lane lane = lane(directory.open(), 0);
        OpenCall longCall = Calls.open(lane);
        JournalDirectory.calls(lane, 1000);
        lane.close(longCall, Calls.closed(longCall, 9));

        assertThat(directory.files()).hasSizeGreaterThan(3);
        List<UsageRecord> records = directory.recoverAndShip();
        assertThat(records).hasSize(1001);
        assertThat(records.getLast().call()).isEqualTo(longCall.call());
        assertThat(records.getLast().cost().nanos()).isEqualTo(9);
    }

    @Test
    void lanesOfEarlierProcessesAreShippedToo() {
        Journal journal = directory.open();
        for (int number = 0; number < 4; number++) {
            Calls.openAndClose(lane(journal, number), 1);
        }
        journal.close();

        assertThat(directory.recoverAndShip()).hasSize(4);
    }

    @Test
    void aCrashAtAnyByteOfARecordLosesThatRecordOnly() throws IOException {
        Written written = twoCalls();
        for (int cut = written.closedFrom; cut <= written.closedTo; cut++) {
            byte[] torn = written.segment.clone();
            Arrays.fill(torn, cut, written.closedTo, (byte) 0);
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
        Written written = twoCalls();
        for (int at = written.openedFrom; at < written.closedTo; at += 3) {
            byte[] wrong = written.segment.clone();
            wrong[at] ^= 0x10;
            for (UsageRecord record : shippedFrom(wrong)) {
                assertThat(record.cost().nanos()).isIn(0L, 1L, 2L);
                assertThat(record.cost().nanos() == 0).isEqualTo(record.outcome() == Outcome.INTERRUPTED);
            }
        }
    }

    /** A segment with two closed calls, and where the records of the second stand. */
    private record Written(byte[] segment, int openedFrom, int closedFrom, int closedTo) {}

    private Written twoCalls() throws IOException {
        Journal journal = directory.open();
        Lane lane = lane(journal, 0);
        Calls.openAndClose(lane, 1);
        int openedFrom = Position.offset(lane.written());
        OpenCall second = Calls.open(lane);
        int closedFrom = Position.offset(lane.written());
        lane.close(second, Calls.closed(second, 2));
        int closedTo = Position.offset(lane.written());
        journal.close();
        return new Written(Files.readAllBytes(directory.files().getFirst()), openedFrom, closedFrom, closedTo);
    }

    /** What a fresh ledger gets from a journal of this one segment. */
    private List<UsageRecord> shippedFrom(byte[] segment) throws IOException {
        directory.deleteFiles();
        Files.write(path.resolve("lane-000-0000000001.segment"), segment);
        return new JournalDirectory(path, new FakeSink()).recoverAndShip();
    }
}
