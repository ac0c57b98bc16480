package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What policies are asked about.
 *
 * @param access null when it is about the service itself
 */
public record PolicyCase(
        ServiceManifest manifest,
        Organisation provider,
        @Nullable Access access) {

    /**
     * Somebody's wish to use it.
     *
     * @param action for example {@code subscribe}
     * @param attributes of the request, for example {@code plan}
     */
    public record Access(Organisation consumer, String action, Map<String, String> attributes) {
        public Access {
            attributes = Map.copyOf(attributes);
        }
    }

    /** May it be published, and stay so? */
    public static PolicyCase publication(ServiceManifest manifest, Organisation provider) {
        return new PolicyCase(manifest, provider, null);
    }

    public Occasion occasion() {
        return access == null ? Occasion.PUBLICATION : Occasion.ACCESS;
    }
}
