package dev.llmmarketplace.core.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Who looks at the catalogue; what he may not see does not exist for him, in no answer and in no count.
 *
 * @param everything true for who sees all listings
 * @param organisation slug of the one that he belongs to; null when he belongs to none
 */
public record Viewer(boolean everything, @Nullable String organisation) {
    /** Nobody in particular: sees what everybody sees. */
    public static final Viewer ANYBODY = new Viewer(false, null);

    /** Keeps the catalogue. */
    public static final Viewer EVERYTHING = new Viewer(true, null);

    public static Viewer of(String organisation) {
        return new Viewer(false, organisation);
    }

    /** @param listed the version of a service that the catalogue lists */
    public boolean sees(ServiceVersion listed) {
        ServiceManifest manifest = listed.manifest();
        return everything
                || manifest.audience().everybody()
                || organisation != null
                        && manifest.audience()
                                .members(manifest.name().provider())
                                .contains(organisation);
    }
}
