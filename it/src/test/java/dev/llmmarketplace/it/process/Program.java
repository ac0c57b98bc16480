package dev.llmmarketplace.it.process;

import static dev.llmmarketplace.it.process.Patience.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A process and everything it says, on both of its outputs, in memory and in {@code target/it-logs/<name>.log} for
 * whoever looks into a failed test.
 */
public final class Program implements AutoCloseable {
    private final String name;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = Thread.ofVirtual().name("output of " + name).start(this::read);
    }

    /** @param environment added to our own */
    public static Program start(String name, List<String> command, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Launcher.root().toFile());
        builder.environment().putAll(environment);
        try {
            return new Program(name, builder.redirectErrorStream(true).start());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** {@code ./marketplace} with {@code arguments}. */
    public static Program marketplace(String name, List<String> arguments, Map<String, String> environment) {
        return start(name, Launcher.command(arguments), environment);
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                Writer log = log()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                log.append(line).append('\n').flush();
            }
        } catch (IOException closed) {
            lines.add("(" + closed + ")");
        }
    }

    private Writer log() throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "it-logs"));
        return Files.newBufferedWriter(
                directory.resolve(name + ".log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Waits for a line in which {@code pattern} is found. */
    public Matcher awaitLine(Pattern pattern) {
        await(name + " says " + pattern).until(() -> find(pattern) != null || !process.isAlive() && !reader.isAlive());
        Matcher found = find(pattern);
        if (found == null) {
            throw new AssertionError(
                    name + " ended with " + process.exitValue() + " and never said " + pattern + ":\n" + output());
        }
        return found;
    }

    private @Nullable Matcher find(Pattern pattern) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .findFirst()
                .orElse(null);
    }

    /** Waits for its end and the end of its output. */
    public int awaitExit() {
        return awaitExit(Patience.LIMIT);
    }

    /** As {@link #awaitExit()}, for what has much to fetch and to compile. */
    public int awaitExit(Duration atMost) {
        await(name + " ends").atMost(atMost).until(() -> !process.isAlive() && !reader.isAlive());
        return process.exitValue();
    }

    public String output() {
        return String.join("\n", lines);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL: it gets no chance to say anything more. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGTERM, and waits for the orderly end. */
    public int terminate() {
        process.destroy();
        return awaitExit();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                awaitExit();
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
