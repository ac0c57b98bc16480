package dev.llmmarketplace.server.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether people are looking, and how wide their window is. */
public final class Terminal {
    private static final int USUAL_WIDTH = 80;

    private Terminal() {}

    /** True when a person reads the output. */
    public static boolean attended() {
        return console().isPresent();
    }

    /** Empty when nobody sits there. */
    static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /** Columns of the window; {@link Integer#MAX_VALUE} when the output goes to a program. */
    static int width() {
        return attended() ? columns().orElse(USUAL_WIDTH) : Integer.MAX_VALUE;
    }

    private static Optional<Integer> columns() {
        String told = System.getenv("COLUMNS");
        if (told != null && told.matches("\\d{2,4}")) {
            return Optional.of(Integer.valueOf(told));
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            boolean answered = stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0;
            return answered && size.matches("\\d+ [1-9]\\d{1,3}")
                    ? Optional.of(Integer.valueOf(size.substring(size.indexOf(' ') + 1)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
