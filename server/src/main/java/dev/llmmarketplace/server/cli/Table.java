package dev.llmmarketplace.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings, as wide as their content; when that is wider than the window, the widest left-aligned column
 * gives way.
 */
final class Table {
    private static final int GAP = 2;
    private static final int LEAST = 8;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param headings in order; one that starts with {@code >} is of a column of figures, aligned to the right */
    Table(String... headings) {
        List<Column> made = new ArrayList<>();
        for (String heading : headings) {
            boolean figures = heading.startsWith(">");
            made.add(new Column(figures ? heading.substring(1) : heading, figures));
        }
        columns = List.copyOf(made);
    }

    private record Column(String heading, boolean figures) {}

    Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row needs " + columns.size() + " cells");
        }
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** @param width columns that the reader's window has */
    void print(PrintWriter out, int width) {
        int[] widths = widths(width);
        line(out, columns.stream().map(Column::heading).toList(), widths);
        rows.forEach(row -> line(out, row, widths));
    }

    private int[] widths(int available) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .reduce(columns.get(i).heading().length(), Math::max);
        }
        long total = GAP * (widths.length - 1L);
        for (int width : widths) {
            total += width;
        }
        for (long excess = total - available; excess > 0; ) {
            int widest = widestText(widths);
            if (widest < 0) {
                break;
            }
            int taken = (int) Math.min(excess, Math.max(1, (widths[widest] - LEAST) / 2));
            widths[widest] -= taken;
            excess -= taken;
        }
        return widths;
    }

    /** -1 when no column can give way any more. */
    private int widestText(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean giving = !columns.get(i).figures() && widths[i] > LEAST;
            if (giving && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private void line(PrintWriter out, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cut(cells.get(i), widths[i]);
            String padding = " ".repeat(widths[i] - cell.length());
            line.append(columns.get(i).figures() ? padding + cell : cell + padding);
            line.append(" ".repeat(GAP));
        }
        out.println(line.toString().stripTrailing());
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
