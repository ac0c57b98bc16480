package dev.llmmarketplace.server.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells the story: numbered steps with their times, what came of them below, nothing wider than 80 columns. */
public final class Narrator {
    private static final int WIDTH = 80;
    private static final String INDENT = "    ";

    private final PrintWriter out;
    private final boolean attended;
    private int number;
    private int column;

    /** @param attended a person looks, so a step is announced before it is done */
    public Narrator(PrintWriter out, boolean attended) {
        this.out = out;
        this.attended = attended;
    }

    /** Does {@code work} and tells how long it took. */
    public <T> T step(String title, Supplier<T> work) {
        String heading = String.format(Locale.ROOT, "%2d  %s", ++number, title);
        if (attended) {
            out.print(heading + " …");
            out.flush();
        }
        long start = System.nanoTime();
        T result = work.get();
        String time = String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
        out.print(attended ? "\r\u001b[K" : "");
        line(heading + " ".repeat(Math.max(2, WIDTH - heading.length() - time.length())) + time);
        return result;
    }

    /** Does {@code work} that talks while it goes on. */
    public void talk(String title, Runnable work) {
        line(String.format(Locale.ROOT, "%2d  %s", ++number, title));
        work.run();
    }

    /** One line of what came of a step. */
    public void detail(String text) {
        line(INDENT + (text.length() > WIDTH - INDENT.length() ? text.substring(0, WIDTH - 5) + "…" : text));
    }

    /** A piece of text as it comes, wrapped between pieces. */
    public void piece(String text) {
        if (column == 0 || column + text.length() > WIDTH - INDENT.length()) {
            out.print((column == 0 ? "" : "\n") + INDENT + text.stripLeading());
            column = text.stripLeading().length();
        } else {
            out.print(text);
            column += text.length();
        }
        out.flush();
    }

    /** Ends a line of pieces. */
    public void endOfPieces() {
        line("");
        column = 0;
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }
}
