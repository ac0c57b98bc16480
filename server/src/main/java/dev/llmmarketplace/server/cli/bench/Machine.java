package dev.llmmarketplace.server.cli.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What figures are worth nothing without: where they were measured. */
public record Machine(int cores, String processor, String kernel, String jdk) {
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /** How many files this process, and those it starts, may have open at once; connections are files as well. */
    static long filesOfAProcess() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
    }

    /** Time that all threads of this process have had a processor. */
    public static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    @Override
    public String toString() {
        return cores + " cores (" + processor + "), " + kernel + ", " + jdk;
    }
}
