package dev.llmmarketplace.adapters.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** How one kind of thing is read for its feed. */
interface FeedSource<K, T> {
    /** How many rows of everything are held in the driver at once: there may be millions. */
    int ROWS_AT_ONCE = 2_000;

    /** What must be announced for the feed to change. */
    Set<String> kinds();

    /** Everything that is in force; read in a transaction, so that the driver need not hold all of it. */
    List<T> all(Handle handle);

    /** What the {@code announcements} touch, as it is now. */
    Delta<K, T> changed(Handle handle, Collection<Announcement> announcements);

    /**
     * @param present in force, changed or not
     * @param gone not in force, known before or not
     */
    record Delta<K, T>(List<T> present, List<K> gone) {}
}
