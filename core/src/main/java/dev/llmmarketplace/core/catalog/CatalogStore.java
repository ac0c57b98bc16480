package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps services and their versions. Every change writes its event ({@code catalog} topic, key is the service's id) in
 * the same transaction. Blocking; thread-safe.
 */
public interface CatalogStore {
    /**
     * Stores a new version, its price book and its credentials; creates the service when the name is new.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code CONFLICT} when name and version exist, the version
     *     is not greater than the greatest one, or the name's provider is another organisation
     */
    ServiceVersion publish(Publication publication);

    /**
     * Takes away a version that has never been listed: one that is pending or has failed validation. Others, and unknown
     * ones, stay as they are. The name stays its provider's.
     */
    void withdraw(VersionId version);

    /**
     * Stores listings of a public catalogue: new ones are created as active version 1.0.0, changed ones get the next
     * patch version (a mere change of price counts), equal ones are left. Services that their provider has published
     * himself are left too. One transaction for the batch.
     *
     * <p>What policies block is suspended by them, and returns by itself when it keeps them; about what they ask for an
     * approver it waits for one.
     *
     * <p>What each listing's source says is kept beside it, see {@link SourceStatements}.
     *
     * @return what became of each listing, in order
     */
    List<Imported> importAll(List<JudgedListing> listings);

    /** As {@link #importAll}, of listings that no policy says anything of; the outcomes alone. */
    default List<ImportOutcome> importListings(List<ServiceManifest> listings) {
        return importAll(listings.stream()
                        .map(listing -> new JudgedListing(listing, ListingJudgement.NONE))
                        .toList())
                .stream()
                .map(Imported::outcome)
                .toList();
    }

    /** A listing with what policies say of it. */
    record JudgedListing(ServiceManifest manifest, ListingJudgement judgement) {}

    /**
     * Moves a version to {@code next}.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code NOT_FOUND}, {@code CONFLICT} when the state does
     *     not allow it, {@code VALIDATION_FAILED} when {@code next} is active and the version has no price
     */
    ServiceVersion transition(VersionId version, ServiceStatus next, @Nullable String reason);

    /**
     * Moves an active version to {@code DEPRECATED}.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code NOT_FOUND}, {@code CONFLICT}
     */
    ServiceVersion deprecate(VersionId version, Farewell farewell, @Nullable String reason);

    /** Deprecated versions, suspended ones among them, whose sunset date is {@code now} or before, at most 100. */
    List<VersionId> findDue(Instant now);

    /**
     * Replaces the credential that is sent to those of the service's endpoints that refer to it, for all its versions.
     *
     * @param name see {@link Endpoint#credential}
     */
    void storeCredential(ServiceId service, String name, Secret credential);

    /** What the service's endpoints are authenticated with, by the names that they refer to. */
    Map<String, Secret> credentials(ServiceId service);

    /** Its manifest says of an OpenAPI document only that there is one, as in all that is read here. */
    Optional<ServiceVersion> findVersion(VersionId version);

    /** The OpenAPI document that travels with the version, as JSON. */
    Optional<String> findOpenApi(VersionId version);

    /** The version that a reader without a version means: the highest active one, else the highest of all. */
    Optional<ServiceVersion> findCurrent(ServiceId service);

    Optional<ServiceVersion> findCurrent(ServiceName name);

    /** All versions, highest first. */
    List<ServiceVersion> versions(ServiceId service);

    /** Current versions, by name; where a status is asked for, each service's highest version in that status. */
    Page<ServiceVersion> list(Filter filter, Page.Request page);

    /**
     * What the catalogue lists of each of {@code services}, for whomever ({@link Viewer#sees}): its highest active version,
     * else its highest deprecated one. Services without either are left out; in no particular order. One query, for up to
     * 1,000.
     */
    List<ServiceVersion> findListed(Collection<ServiceId> services);

    /**
     * What {@link #findListed} finds of the services with the next ids, ascending; empty behind the last.
     *
     * @param after the last that was read; null for the beginning
     * @param limit 1..1,000
     */
    List<ServiceVersion> listedAfter(@Nullable ServiceId after, int limit);

    /** How many services are listed. */
    long countListed();

    /**
     * What {@link #publish} stores.
     *
     * @param id of the version
     * @param credentials by the names that the endpoints refer to; what is stored and not among them is kept
     */
    record Publication(
            VersionId id,
            OrganisationId provider,
            ServiceManifest manifest,
            ServiceStatus initial,
            Map<String, Secret> credentials) {
        public Publication {
            credentials = Map.copyOf(credentials);
        }

        /** With an id of its own. */
        public Publication(
                OrganisationId provider,
                ServiceManifest manifest,
                ServiceStatus initial,
                Map<String, Secret> credentials) {
            this(VersionId.next(), provider, manifest, initial, credentials);
        }
    }

    /**
     * Null components do not restrict.
     *
     * @param viewer to whom services are hidden of which he does not see the listed version
     */
    record Filter(
            @Nullable OrganisationId provider,
            @Nullable ServiceStatus status,
            @Nullable Category category,
            Viewer viewer) {
        public static final Filter ALL = new Filter(null, null, null, Viewer.EVERYTHING);
    }

    /**
     * One listing after its import.
     *
     * @param changes what it says otherwise than before; none unless it was updated
     */
    record Imported(ImportOutcome outcome, List<ListingChange> changes) {
        public Imported {
            changes = List.copyOf(changes);
        }

        public static Imported of(ImportOutcome outcome) {
            return new Imported(outcome, List.of());
        }
    }

    /** What became of one listing. */
    enum ImportOutcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        /** New or changed, and suspended because policies do not allow it. */
        BLOCKED,
        KEPT_PROVIDERS_OWN
    }
}
