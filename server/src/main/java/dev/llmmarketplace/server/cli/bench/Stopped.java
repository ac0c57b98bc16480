package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Takes the processors away from processes that are not measured now: even an idle runtime wakes up for its timers. */
final class Stopped implements Way.Rest {
    private final Supplier<List<Long>> processes;

    Stopped(Supplier<List<Long>> processes) {
        this.processes = processes;
    }

    @Override
    public void end() {
        signal("-CONT");
    }

    @Override
    public void begin() {
        signal("-STOP");
    }

    private void signal(String name) {
        List<String> command = new ArrayList<>(List.of("kill", name));
        processes.get().forEach(process -> command.add(Long.toString(process)));
        try {
            // One that ended meanwhile is not to be found: no harm.
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
