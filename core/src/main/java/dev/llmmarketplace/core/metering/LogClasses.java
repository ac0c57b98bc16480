package dev.llmmarketplace.core.metering;

/**
 * Positive figures in classes of equal ratio, eight to a doubling: a figure that is known by its class is known within
 * 4.5 %, and there are never more than 504 classes. Sums by class can be added, whatever they are of, as with histograms
 * of logarithmic buckets (HdrHistogram, DDSketch). PostgreSQL has the same as {@code duration_class}.
 */
public final class LogClasses {
    private static final int PER_OCTAVE = 8;

    private LogClasses() {}

    /** @param figure what is below 1 counts as 1 */
    public static int of(long figure) {
        return (int) Math.floor(PER_OCTAVE * Math.log((double) Math.max(figure, 1)) / Math.log(2));
    }

    /** The figure in the middle of a class. */
    public static long middle(int figureClass) {
        return Math.round(Math.pow(2, (figureClass + 0.5) / PER_OCTAVE));
    }
}
