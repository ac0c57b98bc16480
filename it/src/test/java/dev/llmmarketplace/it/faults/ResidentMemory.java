package dev.llmmarketplace.it.faults;

import dev.llmmarketplace.it.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds of the machine's memory, in MiB: from {@code /proc}, so on Linux. */
final class ResidentMemory {
    private ResidentMemory() {}

    static long mebibytes(Program program) throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + program.pid(), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
