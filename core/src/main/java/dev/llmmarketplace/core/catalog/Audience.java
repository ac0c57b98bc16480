package dev.llmmarketplace.core.catalog;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * For whom a listing is. What a service's listed version says holds for the service with all its versions.
 *
 * @param organisations slugs of those that may see it beside its provider; none unless the visibility is
 *     {@link ListingVisibility#ORGANISATION}
 */
public record Audience(ListingVisibility visibility, SortedSet<String> organisations) {
    public static final Audience PUBLIC = new Audience(ListingVisibility.PUBLIC, Collections.emptySortedSet());

    public Audience {
        organisations = Collections.unmodifiableSortedSet(new TreeSet<>(organisations));
    }

    public boolean everybody() {
        return visibility == ListingVisibility.PUBLIC;
    }

    /** Slugs of all organisations that see a listing which not everybody sees. */
    public Set<String> members(String provider) {
        SortedSet<String> members = new TreeSet<>(organisations);
        members.add(provider);
        return Collections.unmodifiableSortedSet(members);
    }
}
