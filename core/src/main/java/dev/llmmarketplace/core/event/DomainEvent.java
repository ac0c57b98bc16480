package dev.llmmarketplace.core.event;

import java.time.Instant;

/**
 * Something that happened, as the outbox keeps it.
 *
 * @param position where it stands in the log; positions are compared, never calculated with
 * @param topic {@code catalog}, {@code access} or {@code quota}
 * @param type for example {@code service.published}
 * @param key the identifier of what changed
 * @param payload JSON object with the particulars
 */
public record DomainEvent(Position position, String topic, String type, String key, String payload, Instant at) {
    /**
     * A place in the log. Ordered by the transaction that wrote, then by the order in it, so that a reader who has seen
     * a position has seen all before it.
     */
    public record Position(long transaction, long sequence) implements Comparable<Position> {
        /** Before everything. */
        public static final Position START = new Position(0, 0);

        @Override
        public int compareTo(Position other) {
            int byTransaction = Long.compare(transaction, other.transaction);
            return byTransaction != 0 ? byTransaction : Long.compare(sequence, other.sequence);
        }

        /** Reads what {@link #toString} wrote. */
        public static Position parse(String text) {
            int dot = text.indexOf('.');
            return new Position(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
        }

        @Override
        public String toString() {
            return transaction + "." + sequence;
        }
    }
}
