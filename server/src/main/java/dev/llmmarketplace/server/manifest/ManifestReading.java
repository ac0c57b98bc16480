package dev.llmmarketplace.server.manifest;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.json.Positions;
import java.util.List;
import java.util.Map;

/** What came of reading a manifest. */
public sealed interface ManifestReading {
    /**
     * It has the form of a manifest; its rules have not been looked at.
     *
     * @param credentials the secrets that the manifest holds, by the names that endpoints refer to
     * @param positions for findings that are made later
     */
    record Read(ServiceManifest manifest, Map<String, Secret> credentials, Positions positions)
            implements ManifestReading {
        public Read {
            credentials = Map.copyOf(credentials);
        }
    }

    /**
     * It has not.
     *
     * @param violations at least one, with places
     */
    record Unreadable(List<Violation> violations) implements ManifestReading {
        public Unreadable {
            violations = List.copyOf(violations);
        }
    }
}
