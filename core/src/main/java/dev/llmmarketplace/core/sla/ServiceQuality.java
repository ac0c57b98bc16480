package dev.llmmarketplace.core.sla;

/**
 * How a service answered in a stretch of time.
 *
 * @param served calls that it answered
 * @param failed calls that it did not answer by its own fault
 * @param notCounted calls whose end says nothing of it, see {@link Verdict#NOT_COUNTED}
 * @param answers microseconds from the arrival of a request to the end of its plain answer
 * @param firstTokens microseconds from the arrival of a request to the first byte of its stream
 * @param speeds thousandths of answer tokens per second of a stream, after its first byte
 */
public record ServiceQuality(
        long served,
        long failed,
        long notCounted,
        Distribution answers,
        Distribution firstTokens,
        Distribution speeds) {
    /** With fewer calls than these, a rate or a quantile is chance, see {@link #enough}. */
    public static final int LEAST_CALLS = 20;

    /** So many failures tell of a broken service however few calls there were. */
    public static final int TELLING_FAILURES = 5;

    public static final ServiceQuality NONE =
            new ServiceQuality(0, 0, 0, Distribution.NONE, Distribution.NONE, Distribution.NONE);

    /** The calls that tell something of the service. */
    public long counted() {
        return served + failed;
    }

    /** A service that fails is soon called no more, see circuit breakers: few failures among few calls tell enough. */
    public boolean enough() {
        return counted() >= LEAST_CALLS || failed >= TELLING_FAILURES;
    }

    /** Per cent of the counted calls that failed; 0 when there are none. */
    public double errorPercent() {
        return counted() == 0 ? 0 : 100.0 * failed / counted();
    }

    /** Per cent of the counted calls that were answered; 100 when there are none. */
    public double availabilityPercent() {
        return 100 - errorPercent();
    }
}
