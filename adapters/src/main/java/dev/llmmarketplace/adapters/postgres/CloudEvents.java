package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.EventType;

/** Rows of {@code outbox} as CloudEvents 1.0 in the structured mode of JSON. */
final class CloudEvents {
    /** The parameter {@code source} in {@link #envelope}. */
    static final String SOURCE = "source";

    private CloudEvents() {}

    /**
     * SQL for the event as text.
     *
     * @param row alias of a row with the columns {@code id}, {@code told}, {@code subject}, {@code at}, {@code data} and
     *     {@code confidential}
     * @param trusted SQL for whether the reader may see what is confidential
     */
    static String envelope(String row, String trusted) {
        return """
            CAST(json_build_object(
                'specversion', '1.0',
                'id', %1$s.id,
                'source', CAST(:source AS text),
                'type', '%3$s' || %1$s.told,
                'subject', %1$s.subject,
                'time', to_char(%1$s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                'datacontenttype', 'application/json',
                'data', CASE WHEN %2$s THEN %1$s.data || %1$s.confidential ELSE %1$s.data END) AS text)
            """.formatted(row, trusted, EventType.NAMESPACE);
    }
}
