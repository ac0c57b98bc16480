package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.CatalogStore.Filter;
import dev.llmmarketplace.core.catalog.CatalogStore.ImportOutcome;
import dev.llmmarketplace.core.catalog.CatalogStore.JudgedListing;
import dev.llmmarketplace.core.catalog.ListingJudgement;
import dev.llmmarketplace.core.catalog.ListingJudgement.Note;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Page;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link dev.llmmarketplace.core.catalog.CatalogStore} does with listings of public catalogues. */
public abstract class ListingImportContract {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    private static final Note NOTE = new Note("dear", "dear: must be cheap; it is not.");
    private static final ListingJudgement BLOCKED = new ListingJudgement("basis", List.of(NOTE), List.of(), List.of());

    /** Stores in which nobody has written yet. */
    protected abstract Stores untouchedStores();

    @Test
    void newListingsBecomeActiveServicesOfAProviderThatStandsForTheRealOne() {
        Trade trade = new Trade(untouchedStores());
        List<ServiceManifest> listings = listings(200, 5);

        assertThat(trade.catalog().importListings(listings)).hasSize(200).containsOnly(ImportOutcome.CREATED);

        assertThat(trade.count(new Filter(null, ServiceStatus.ACTIVE, null, Viewer.EVERYTHING)))
                .isEqualTo(100);
        ServiceVersion one = current(trade, listings.getFirst());
        assertThat(one.manifest()).isEqualTo(listings.getFirst());
        assertThat(one.imported()).isTrue();
        assertThat(one.callable()).isFalse();
        Organisation provider = trade.stores().access().findOrganisation("meta").orElseThrow();
        assertThat(provider.imported()).isTrue();
        assertThat(provider.id()).isEqualTo(one.provider());
    }

    @Test
    void theSameListingsAgainChangeNothingNotEvenOnAnotherDay() {
        Trade trade = new Trade(untouchedStores());
        trade.catalog().importListings(listings(20, 5));
        DomainEvent.Position start = trade.stores().events().end();
        List<ServiceManifest> nextDay = Manifests.names("meta", 20).stream()
                .map(name -> Manifests.listing(name, 5, TUESDAY))
                .toList();

        assertThat(trade.catalog().importListings(nextDay)).containsOnly(ImportOutcome.UNCHANGED);

        assertThat(trade.stores().events().read("catalog", start, 10)).isEmpty();
        assertThat(current(trade, nextDay.getFirst()).manifest().version()).hasToString("1.0.0");
    }

    @Test
    void aChangedPriceIsTheNextPatchVersionAndReplacesTheOneBefore() {
        Trade trade = new Trade(untouchedStores());
        trade.catalog().importListings(listings(3, 5));
        List<ServiceManifest> dearer = listings(3, 6);

        assertThat(trade.catalog().importListings(dearer)).containsOnly(ImportOutcome.UPDATED);

        ServiceVersion current = current(trade, dearer.getFirst());
        assertThat(current.manifest().version()).hasToString("1.0.1");
        assertThat(current.manifest().pricing()).isEqualTo(dearer.getFirst().pricing());
        assertThat(trade.catalog().versions(current.service()))
                .extracting(ServiceVersion::status)
                .containsExactly(ServiceStatus.ACTIVE, ServiceStatus.RETIRED);
    }

    @Test
    void aListingThatComesTwiceInABatchIsDecidedInOrder() {
        Trade trade = new Trade(untouchedStores());
        ServiceName name = new ServiceName("meta", "llama");

        List<ImportOutcome> outcomes = trade.catalog()
                .importListings(List.of(
                        Manifests.listing(name, 5, MONDAY),
                        Manifests.listing(name, 5, MONDAY),
                        Manifests.listing(name, 6, MONDAY)));

        assertThat(outcomes).containsExactly(ImportOutcome.CREATED, ImportOutcome.UNCHANGED, ImportOutcome.UPDATED);
        assertThat(current(trade, Manifests.listing(name, 6, MONDAY)).manifest().version())
                .hasToString("1.0.1");
    }

    @Test
    void whatItsProviderPublishedIsKept() {
        Trade trade = new Trade(untouchedStores());
        ServiceVersion own = trade.active();
        ServiceManifest listing = Manifests.listing(own.manifest().name(), 7, MONDAY);

        assertThat(trade.catalog().importListings(List.of(listing))).containsExactly(ImportOutcome.KEPT_PROVIDERS_OWN);

        assertThat(trade.catalog().versions(own.service())).containsExactly(own);
    }

    @Test
    void aProvidersOwnVersionReplacesTheListing() {
        Trade trade = new Trade(untouchedStores());
        ServiceName name = trade.name();
        trade.catalog().importListings(List.of(Manifests.listing(name, 5, MONDAY)));

        ServiceVersion own = trade.publish(Manifests.manifest(name, "2.0.0"), ServiceStatus.PENDING_APPROVAL);
        assertThat(current(trade, own.manifest()).imported()).isTrue();
        trade.catalog().transition(own.id(), ServiceStatus.ACTIVE, null);

        assertThat(trade.catalog().versions(own.service()))
                .extracting(ServiceVersion::status)
                .containsExactly(ServiceStatus.ACTIVE, ServiceStatus.RETIRED);
    }

    @Test
    void anUnpricedListingWaitsForItsPrice() {
        Trade trade = new Trade(untouchedStores());
        ServiceName name = new ServiceName("meta", "llama");
        ServiceManifest unpriced = Manifests.manifest(name, "1.0.0", null, null);

        trade.catalog().importListings(List.of(unpriced));
        assertThat(current(trade, unpriced).status()).isEqualTo(ServiceStatus.PENDING_APPROVAL);

        trade.catalog().importListings(List.of(Manifests.listing(name, 5, MONDAY)));
        assertThat(current(trade, unpriced).status()).isEqualTo(ServiceStatus.ACTIVE);
    }

    @Test
    void whatAnAdministratorHasSuspendedDoesNotComeBackByAnImport() {
        Trade trade = new Trade(untouchedStores());
        ServiceManifest listing = listings(1, 5).getFirst();
        trade.catalog().importListings(List.of(listing));
        trade.catalog().transition(current(trade, listing).id(), ServiceStatus.SUSPENDED, "complaints");

        trade.catalog().importListings(listings(1, 6));

        assertThat(current(trade, listing).status()).isEqualTo(ServiceStatus.SUSPENDED);
    }

    @Test
    void whatPoliciesBlockIsNeverListedAndReturnsWithAnotherStatement() {
        Trade trade = new Trade(untouchedStores());
        ServiceManifest listing = listings(1, 5).getFirst();

        assertThat(imported(trade, listing, BLOCKED)).isEqualTo(ImportOutcome.BLOCKED);
        assertThat(current(trade, listing).status()).isEqualTo(ServiceStatus.SUSPENDED);
        assertThat(current(trade, listing).publishedAt()).isNull();
        assertThat(imported(trade, listing, BLOCKED)).isEqualTo(ImportOutcome.UNCHANGED);

        ServiceManifest dearer = listings(1, 6).getFirst();
        assertThat(imported(trade, dearer, ListingJudgement.NONE)).isEqualTo(ImportOutcome.UPDATED);
        assertThat(trade.catalog().versions(current(trade, dearer).service()))
                .extracting(ServiceVersion::status)
                .containsExactly(ServiceStatus.ACTIVE, ServiceStatus.RETIRED);
    }

    @Test
    void whatAPersonHasSuspendedIsNotThePoliciesToReturn() {
        Trade trade = new Trade(untouchedStores());
        trade.catalog().importListings(listings(1, 5));
        ServiceManifest listing = listings(1, 6).getFirst();
        trade.catalog().transition(current(trade, listing).id(), ServiceStatus.SUSPENDED, "complaints");

        assertThat(imported(trade, listing, BLOCKED)).isEqualTo(ImportOutcome.UPDATED);
        assertThat(imported(trade, listings(1, 7).getFirst(), ListingJudgement.NONE))
                .isEqualTo(ImportOutcome.UPDATED);

        assertThat(current(trade, listing).status()).isEqualTo(ServiceStatus.SUSPENDED);
    }

    @Test
    void aboutWhatPoliciesAskForAnApproverItWaits() {
        Trade trade = new Trade(untouchedStores());
        ServiceManifest listing = listings(1, 5).getFirst();

        imported(trade, listing, new ListingJudgement("basis", List.of(), List.of(NOTE), List.of(NOTE)));

        assertThat(current(trade, listing).status()).isEqualTo(ServiceStatus.PENDING_APPROVAL);
    }

    @Test
    void aProvidersOwnVersionReplacesWhatPoliciesBlocked() {
        Trade trade = new Trade(untouchedStores());
        ServiceName name = trade.name();
        imported(trade, Manifests.listing(name, 5, MONDAY), BLOCKED);

        ServiceVersion own = trade.publish(Manifests.manifest(name, "2.0.0"), ServiceStatus.ACTIVE);

        assertThat(trade.catalog().versions(own.service()))
                .extracting(ServiceVersion::status)
                .containsExactly(ServiceStatus.ACTIVE, ServiceStatus.RETIRED);
    }

    private static ImportOutcome imported(Trade trade, ServiceManifest listing, ListingJudgement judgement) {
        return trade.catalog()
                .importAll(List.of(new JudgedListing(listing, judgement)))
                .getFirst()
                .outcome();
    }

    @Test
    void anEmptyBatchIsNoWork() {
        assertThat(new Trade(untouchedStores()).catalog().importListings(List.of()))
                .isEmpty();
    }

    @Test
    void oneListingThatCannotBeStoredLeavesTheWholeBatchUnwritten() {
        Trade trade = new Trade(untouchedStores());
        ServiceName name = new ServiceName("meta", "llama");
        ServiceManifest good = Manifests.listing(new ServiceName("meta", "good"), 5, MONDAY);
        ServiceManifest bad = Manifests.titled(Manifests.listing(name, 5, MONDAY), "nul\0");

        assertRefused(ErrorCode.MALFORMED_REQUEST, () -> trade.catalog().importListings(List.of(good, bad)));

        assertThat(trade.catalog().list(Filter.ALL, new Page.Request(10, null)).items())
                .isEmpty();
        assertThat(trade.stores().access().findOrganisation("meta")).isEmpty();
    }

    private static List<ServiceManifest> listings(int count, long price) {
        return Manifests.names("meta", count).stream()
                .map(name -> Manifests.listing(name, price, MONDAY))
                .toList();
    }

    private static ServiceVersion current(Trade trade, ServiceManifest manifest) {
        return trade.catalog().findCurrent(manifest.name()).orElseThrow();
    }
}
