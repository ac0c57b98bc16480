package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.CatalogStore.Filter;
import dev.llmmarketplace.core.catalog.CatalogStore.Publication;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.Farewell;
import dev.llmmarketplace.core.catalog.OpenApiDocument;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.event.DomainEvent;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link CatalogStore} does with what providers publish. */
public abstract class CatalogStoreContract {
    /** Stores in which other tests may have written. */
    protected abstract Stores stores();

    /** Stores in which nobody has written yet. */
    protected abstract Stores untouchedStores();

    @Test
    void anOpenApiDocumentIsReadByItselfOnly() {
        Trade trade = new Trade(stores());
        ServiceManifest manifest = Manifests.manifest(trade.name(), "1.0.0");
        ServiceVersion published = trade.publish(manifest, ServiceStatus.ACTIVE);

        OpenApiDocument read = trade.catalog()
                .findVersion(published.id())
                .orElseThrow()
                .manifest()
                .documents()
                .openapi();
        OpenApiDocument given = Objects.requireNonNull(manifest.documents().openapi());

        assertThat(read).isEqualTo(given.withoutText());
        assertThat(Objects.requireNonNull(read).text()).isNull();
        assertThat(read.size()).isEqualTo(given.size());
        assertThat(trade.catalog().findOpenApi(published.id())).hasValue(given.text());
    }

    @Test
    void aVersionIsFoundAsItWasPublished() {
        Organisation provider = trade().organisation();
        ServiceManifest manifest = Manifests.manifest(new ServiceName(provider.slug(), "chat"), "1.2.3");

        ServiceVersion published = trade().catalog()
                .publish(new Publication(
                        provider.id(),
                        manifest,
                        ServiceStatus.ACTIVE,
                        Map.of(Endpoint.DEFAULT_CREDENTIAL, new Secret("sk-1"))));

        assertThat(published.manifest()).isEqualTo(manifest);
        assertThat(published.provider()).isEqualTo(provider.id());
        assertThat(published.status()).isEqualTo(ServiceStatus.ACTIVE);
        assertThat(published.publishedAt()).isEqualTo(published.createdAt());
        assertThat(published.callable()).isTrue();
        assertThat(published.imported()).isFalse();
        assertThat(trade().catalog().findVersion(published.id())).contains(published);
        assertThat(trade().catalog().findCurrent(manifest.name())).contains(published);
        assertThat(trade().catalog().findCurrent(published.service())).contains(published);
    }

    @Test
    void everyWayToAuthenticateSurvivesStorage() {
        for (Endpoint.Authentication way : List.of(
                new Endpoint.Authentication.None(),
                new Endpoint.Authentication.Bearer(),
                new Endpoint.Authentication.MutualTls(),
                new Endpoint.Authentication.Header("api-key"),
                new Endpoint.Authentication.OAuth2(URI.create("https://id.example.org/token"), "us", "models"),
                new Endpoint.Authentication.OAuth2(URI.create("https://id.example.org/token"), "us", null))) {
            ServiceManifest manifest =
                    Manifests.manifest(trade().name(), "1.0.0", Manifests.endpoint(way), Manifests.prices(1_000_000));

            assertThat(trade().publish(manifest, ServiceStatus.ACTIVE).manifest())
                    .isEqualTo(manifest);
        }
    }

    @Test
    void withoutCredentialOnlyAnEndpointThatNeedsNoneIsCallable() {
        ServiceManifest open = Manifests.manifest(
                trade().name(), "1.0.0", Manifests.endpoint(new Endpoint.Authentication.None()), Manifests.prices(1));
        ServiceManifest closed = Manifests.manifest(
                trade().name(), "1.0.0", Manifests.endpoint(new Endpoint.Authentication.Bearer()), Manifests.prices(1));

        assertThat(trade().publish(open, ServiceStatus.ACTIVE).callable()).isTrue();
        ServiceVersion version = trade().publish(closed, ServiceStatus.ACTIVE);
        assertThat(version.callable()).isFalse();

        trade().catalog().storeCredential(version.service(), Endpoint.DEFAULT_CREDENTIAL, new Secret("sk-2"));
        assertThat(trade().catalog().findVersion(version.id()).orElseThrow().callable())
                .isTrue();
        assertRefused(
                ErrorCode.NOT_FOUND,
                () -> trade().catalog()
                        .storeCredential(ServiceId.next(), Endpoint.DEFAULT_CREDENTIAL, new Secret("sk-3")));
    }

    @Test
    void eachEndpointHasItsOwnCredential() {
        ServiceManifest manifest = Manifests.served(
                trade().name(),
                List.of(Manifests.endpoint("one", "sk-a", 0, 3), Manifests.endpoint("two", "sk-b", 1, 1)));

        ServiceVersion version = trade().publish(manifest, ServiceStatus.ACTIVE);
        assertThat(version.manifest()).isEqualTo(manifest);
        assertThat(version.callable()).isFalse();

        trade().catalog().storeCredential(version.service(), "other", new Secret("nobody's"));
        assertThat(trade().catalog().findVersion(version.id()).orElseThrow().callable())
                .isFalse();
        trade().catalog().storeCredential(version.service(), "sk-b", new Secret("secret-b"));
        assertThat(trade().catalog().findVersion(version.id()).orElseThrow().callable())
                .isTrue();
    }

    @Test
    void aNameAndVersionExistOnceAndVersionsOnlyGrow() {
        ServiceName name = trade().name();
        trade().publish(Manifests.manifest(name, "1.10.0"), ServiceStatus.ACTIVE);

        assertRefused(
                ErrorCode.CONFLICT, () -> trade().publish(Manifests.manifest(name, "1.10.0"), ServiceStatus.ACTIVE));
        assertRefused(
                ErrorCode.CONFLICT, () -> trade().publish(Manifests.manifest(name, "1.9.9"), ServiceStatus.ACTIVE));

        ServiceVersion next = trade().publish(Manifests.manifest(name, "1.10.1"), ServiceStatus.ACTIVE);
        assertThat(trade().catalog().versions(next.service()))
                .extracting(version -> version.manifest().version().toString())
                .containsExactly("1.10.1", "1.10.0");
    }

    @Test
    void aNameBelongsToItsProvider() {
        Organisation provider = trade().organisation();
        Organisation other = trade().organisation();
        ServiceManifest foreign = Manifests.manifest(new ServiceName(provider.slug(), "chat"), "1.0.0");

        assertRefused(
                ErrorCode.CONFLICT,
                () -> trade().catalog().publish(new Publication(other.id(), foreign, ServiceStatus.ACTIVE, Map.of())));
        assertRefused(
                ErrorCode.NOT_FOUND,
                () -> trade().catalog()
                        .publish(new Publication(OrganisationId.next(), foreign, ServiceStatus.ACTIVE, Map.of())));
        assertThat(trade().catalog().findCurrent(foreign.name())).isEmpty();
    }

    @Test
    void withoutAPriceNothingBecomesActive() {
        ServiceManifest unpriced = Manifests.manifest(trade().name(), "1.0.0", null, null);

        assertRefused(ErrorCode.VALIDATION_FAILED, () -> trade().publish(unpriced, ServiceStatus.ACTIVE));

        ServiceVersion pending = trade().publish(unpriced, ServiceStatus.PENDING_APPROVAL);
        assertThat(pending.priceVersion()).isNull();
        assertRefused(
                ErrorCode.VALIDATION_FAILED,
                () -> trade().catalog().transition(pending.id(), ServiceStatus.ACTIVE, null));
    }

    @Test
    void aVersionMovesAsItsStatusAllows() {
        ServiceVersion pending =
                trade().publish(Manifests.manifest(trade().name(), "1.0.0"), ServiceStatus.PENDING_APPROVAL);
        assertThat(pending.publishedAt()).isNull();

        ServiceVersion active = trade().catalog().transition(pending.id(), ServiceStatus.ACTIVE, null);
        ServiceVersion deprecated = trade().catalog().transition(pending.id(), ServiceStatus.DEPRECATED, "replaced");
        ServiceVersion again = trade().catalog().transition(pending.id(), ServiceStatus.ACTIVE, null);

        assertThat(active.publishedAt()).isNotNull();
        assertThat(deprecated.deprecatedAt()).isNotNull();
        assertThat(again.deprecatedAt()).isNull();
        assertThat(again.publishedAt()).isEqualTo(active.publishedAt());
        assertRefused(
                ErrorCode.CONFLICT,
                () -> trade().catalog().transition(pending.id(), ServiceStatus.PENDING_APPROVAL, null));
        assertRefused(
                ErrorCode.NOT_FOUND, () -> trade().catalog().transition(VersionId.next(), ServiceStatus.ACTIVE, null));
    }

    @Test
    void theHighestActiveVersionIsCurrent() {
        ServiceName name = trade().name();
        ServiceVersion one = trade().publish(Manifests.manifest(name, "1.0.0"), ServiceStatus.ACTIVE);
        ServiceVersion two = trade().publish(Manifests.manifest(name, "2.0.0"), ServiceStatus.ACTIVE);
        trade().publish(Manifests.manifest(name, "3.0.0"), ServiceStatus.PENDING_APPROVAL);

        assertThat(current(name)).isEqualTo(two.id());
        trade().catalog().transition(two.id(), ServiceStatus.DEPRECATED, null);
        assertThat(current(name)).isEqualTo(one.id());
    }

    @Test
    void thePublicCatalogueShowsTheHighestActiveOrElseTheHighestDeprecated() {
        ServiceName name = trade().name();
        ServiceVersion one = trade().publish(Manifests.manifest(name, "1.0.0"), ServiceStatus.ACTIVE);
        ServiceVersion two = trade().publish(Manifests.manifest(name, "2.0.0"), ServiceStatus.ACTIVE);
        ServiceVersion hidden =
                trade().publish(Manifests.manifest(trade().name(), "1.0.0"), ServiceStatus.PENDING_APPROVAL);
        List<ServiceId> services = List.of(one.service(), hidden.service(), ServiceId.next());

        assertThat(trade().catalog().findListed(services))
                .extracting(ServiceVersion::id)
                .containsExactly(two.id());
        trade().catalog().transition(two.id(), ServiceStatus.SUSPENDED, null);
        trade().catalog().transition(one.id(), ServiceStatus.DEPRECATED, null);
        assertThat(trade().catalog().findListed(services))
                .extracting(ServiceVersion::id)
                .containsExactly(one.id());
    }

    @Test
    void portionsByIdHaveEveryListedServiceOnce() {
        Trade trade = new Trade(untouchedStores());
        trade.publish(Manifests.manifest(trade.name(), "1.0.0"), ServiceStatus.PENDING_APPROVAL);
        List<VersionId> listed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            listed.add(trade.publish(Manifests.manifest(trade.name(), "1.0.0"), ServiceStatus.ACTIVE)
                    .id());
        }
        List<ServiceVersion> first = trade.catalog().listedAfter(null, 2);
        List<ServiceVersion> second =
                trade.catalog().listedAfter(first.getLast().service(), 2);

        assertThat(first).hasSize(2);
        assertThat(Stream.concat(first.stream(), second.stream()).map(ServiceVersion::id))
                .containsExactlyInAnyOrderElementsOf(listed);
        assertThat(trade.catalog().listedAfter(second.getLast().service(), 2)).isEmpty();
        assertThat(trade.catalog().countListed()).isEqualTo(3);
    }

    @Test
    void listsAreFilteredSortedByNameAndPaged() {
        Trade trade = new Trade(untouchedStores());
        Organisation provider = trade.organisation();
        List<ServiceName> names = Manifests.names(provider.slug(), 5);
        names.reversed().forEach(name -> trade.publish(Manifests.manifest(name, "1.0.0"), ServiceStatus.ACTIVE));
        trade.publish(Manifests.manifest(trade.name(), "1.0.0"), ServiceStatus.PENDING_APPROVAL);

        Filter own = new Filter(provider.id(), null, null, Viewer.EVERYTHING);
        Page<ServiceVersion> first = trade.catalog().list(own, new Page.Request(3, null));
        Page<ServiceVersion> second = trade.catalog().list(own, new Page.Request(3, first.next()));

        assertThat(first.items())
                .extracting(version -> version.manifest().name())
                .isEqualTo(names.subList(0, 3));
        assertThat(second.items())
                .extracting(version -> version.manifest().name())
                .isEqualTo(names.subList(3, 5));
        assertThat(second.next()).isNull();
        assertThat(trade.count(Filter.ALL)).isEqualTo(6);
        assertThat(trade.count(new Filter(null, ServiceStatus.PENDING_APPROVAL, null, Viewer.EVERYTHING)))
                .isEqualTo(1);
        assertThat(trade.count(new Filter(null, null, Category.EMBEDDINGS, Viewer.EVERYTHING)))
                .isZero();
        assertThat(trade.count(
                        new Filter(provider.id(), ServiceStatus.ACTIVE, Category.TEXT_GENERATION, Viewer.EVERYTHING)))
                .isEqualTo(5);
    }

    @Test
    void aStatusFilterFindsVersionsBehindTheCurrentOne() {
        Trade trade = new Trade(untouchedStores());
        ServiceName name = trade.name();
        trade.publish(Manifests.manifest(name, "1.0.0"), ServiceStatus.ACTIVE);
        ServiceVersion waiting = trade.publish(Manifests.manifest(name, "2.0.0"), ServiceStatus.PENDING_APPROVAL);

        assertThat(trade.catalog()
                        .list(
                                new Filter(null, ServiceStatus.PENDING_APPROVAL, null, Viewer.EVERYTHING),
                                new Page.Request(10, null))
                        .items())
                .extracting(ServiceVersion::id)
                .containsExactly(waiting.id());
    }

    @Test
    void everyChangeIsAnEventOfItsService() {
        Trade trade = new Trade(untouchedStores());
        DomainEvent.Position start = trade.stores().events().end();
        ServiceVersion version = trade.publish(Manifests.manifest(trade.name(), "1.0.0"), ServiceStatus.ACTIVE);
        trade.catalog().transition(version.id(), ServiceStatus.DEPRECATED, null);
        trade.catalog().storeCredential(version.service(), Endpoint.DEFAULT_CREDENTIAL, new Secret("sk-4"));

        assertThat(trade.stores().events().read("catalog", start, 10))
                .extracting(DomainEvent::key)
                .containsExactly(
                        version.service().toString(),
                        version.service().toString(),
                        version.service().toString());
    }

    @Test
    void whatIsUnknownIsAbsent() {
        assertThat(trade().catalog().findVersion(VersionId.next())).isEmpty();
        assertThat(trade().catalog().findCurrent(ServiceId.next())).isEmpty();
        assertThat(trade().catalog().findCurrent(new ServiceName("nobody", "nothing")))
                .isEmpty();
        assertThat(trade().catalog().versions(ServiceId.next())).isEmpty();
    }

    private Trade trade() {
        return new Trade(stores());
    }

    private VersionId current(ServiceName name) {
        return trade().catalog().findCurrent(name).orElseThrow().id();
    }

    @Test
    void aDeprecatedVersionKeepsItsDateUntilItIsDueOrTakenBack() {
        ServiceVersion active = trade().active();
        Instant sunset = Examples.now().plusSeconds(60);
        Farewell farewell = new Farewell(sunset, "acme/next@2.0.0");

        ServiceVersion deprecated = trade().catalog().deprecate(active.id(), farewell, "replaced");

        assertThat(deprecated.status()).isEqualTo(ServiceStatus.DEPRECATED);
        assertThat(deprecated.farewell()).isEqualTo(farewell);
        assertThat(trade().catalog().findDue(sunset.minusSeconds(1))).doesNotContain(active.id());
        assertThat(trade().catalog().findDue(sunset)).contains(active.id());
        ServiceVersion again = trade().catalog().transition(active.id(), ServiceStatus.ACTIVE, null);
        assertThat(again.farewell()).isEqualTo(Farewell.NONE);
        assertThat(trade().catalog().findDue(sunset)).doesNotContain(active.id());
    }
}
