package dev.llmmarketplace.server.cli.bench;

import dev.llmmarketplace.server.cli.CommandFailure;
import dev.llmmarketplace.server.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that a measurement started and ends. Its output is read at once, so that it never waits for us. */
final class Child implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(30);
    private static final int KEPT_LINES = 40;

    private final String name;
    private final Process process;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final List<Expectation> expectations = new ArrayList<>();

    private Child(String name, Process process, List<Expectation> expectations) {
        this.name = name;
        this.process = process;
        this.expectations.addAll(expectations);
        Thread.ofVirtual().name("output of " + name).start(this::read);
    }

    static Child start(List<String> command, String name) throws IOException {
        return start(command, name, Map.of());
    }

    static Child start(List<String> command, String name, Map<String, String> environment) throws IOException {
        return start(command, name, environment, List.of());
    }

    private static Child start(
            List<String> command, String name, Map<String, String> environment, List<Expectation> expectations)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Child(name, builder.start(), expectations);
    }

    /** This program with other arguments: the same JVM, class path and flags, {@code moreFlags} behind them. */
    static Child ourselves(
            List<String> moreFlags,
            List<String> arguments,
            Map<String, String> environment,
            Expectation... expectations)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-XX:AOT"))
                .forEach(command::add);
        command.addAll(moreFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.llmmarketplace.server.Main"));
        command.addAll(arguments);
        return start(command, arguments.getFirst(), environment, List.of(expectations));
    }

    /** A line of output that is waited for. */
    record Expectation(Pattern line, CompletableFuture<Matcher> seen) {
        Expectation(String regex) {
            this(Pattern.compile(regex), new CompletableFuture<>());
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                take(line);
            }
        } catch (IOException closed) {
            take(closed.toString());
        }
        CommandFailure ended = failure("ended");
        expectations.forEach(expectation -> expectation.seen().completeExceptionally(ended));
    }

    private void take(String line) {
        synchronized (lastLines) {
            lastLines.add(line);
            if (lastLines.size() > KEPT_LINES) {
                lastLines.remove();
            }
        }
        for (Expectation expectation : expectations) {
            Matcher matcher = expectation.line().matcher(line);
            if (matcher.find()) {
                expectation.seen().complete(matcher);
            }
        }
    }

    /** The first group of the line that was expected. */
    String await(Expectation expectation, Duration patience) {
        try {
            return expectation
                    .seen()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .group(1);
        } catch (ExecutionException | TimeoutException never) {
            throw failure("did not print a line like " + expectation.line());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure("was interrupted");
        }
    }

    /** Says what is wrong with it, and its last words. */
    CommandFailure failure(String what) {
        synchronized (lastLines) {
            return new CommandFailure(
                    ExitCode.REFUSED, name + " " + what + ". Its last output:\n" + String.join("\n", lastLines));
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Its id and those of all its descendants. */
    List<Long> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Asks it to end and waits; kills it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(FAREWELL)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
