package dev.llmmarketplace.server.cli;

import java.io.PrintWriter;

/** One line that grows, for people only: where nobody looks it prints nothing. */
final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final String label;
    private final int total;
    private final boolean shown;
    private int done;

    ProgressBar(PrintWriter out, String label, int total, boolean shown) {
        this.out = out;
        this.label = label;
        this.total = total;
        this.shown = shown && total > 0;
    }

    void step(int more) {
        done = Math.min(total, done + more);
        if (shown) {
            int filled = (int) ((long) WIDTH * done / total);
            out.print(
                    "\r" + label + " [" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + "/" + total);
            out.flush();
        }
    }

    /** Takes the line away again. */
    @Override
    public void close() {
        if (shown) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
