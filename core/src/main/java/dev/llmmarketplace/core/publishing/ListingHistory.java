package dev.llmmarketplace.core.publishing;

import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has happened to the versions of a service, as the audit trail tells it. Blocking; thread-safe. */
public interface ListingHistory {
    /** Newest first. */
    Page<Entry> of(ServiceId service, Page.Request page);

    /** Whose doing it was. */
    enum Side implements WireName {
        PROVIDER("provider"),
        /** People of another organisation, who may act for any. */
        MARKETPLACE("marketplace"),
        /** Nobody's: a time had come, a policy or a probe had failed. */
        PROGRAM("program");

        private final String wireName;

        Side(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /**
     * @param created true when the version was new with it
     * @param revised true when its texts, tags or logo were changed
     * @param actor only when it was one of the provider's people
     * @param status what it became; null when it stayed what it was
     * @param reason as it was given
     * @param sunsetAt when its end is, where that was announced
     * @param successor what is to be used instead, where that was announced
     */
    record Entry(
            long id,
            Instant at,
            VersionId version,
            boolean created,
            boolean revised,
            Side by,
            @Nullable UserId actor,
            @Nullable String status,
            @Nullable String reason,
            @Nullable Instant sunsetAt,
            @Nullable String successor) {}
}
