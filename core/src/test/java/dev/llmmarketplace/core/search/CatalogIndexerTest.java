package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CatalogIndexerTest {
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final FakeIndex index = new FakeIndex();
    private final RecordingObserver observer = new RecordingObserver();
    private CatalogIndexer indexer;

    @BeforeEach
    void make() {
        indexer = new CatalogIndexer(index, catalogue, catalogue, observer, InstantSource.system());
    }

    @AfterEach
    void stop() {
        indexer.close();
    }

    @Test
    void buildsAMissingIndexAndThenDeepensIt() {
        catalogue.list(Listing.of("p/a"));
        assertThat(indexer.ready()).isFalse();
        indexer.start();
        await().untilAsserted(() -> assertThat(index.services()).containsEntry(Listing.id("p/a"), Depth.MEANING));
        assertThat(indexer.ready()).isTrue();
        assertThat(indexer.lag()).isZero();
        assertThat(observer.rebuilt).containsExactly(1L);
    }

    @Test
    void makesANewIndexWhenAskedAndTellsHowItWent() {
        catalogue.list(Listing.of("p/a"));
        catalogue.list(Listing.of("p/b"));
        indexer.start();
        await().until(indexer::ready);
        assertThat(indexer.rebuild().total()).isEqualTo(2);

        assertThat(indexer.requestRebuild().underWay()).isTrue();

        await().until(() -> index.rebuilds() == 2);
        await().until(() -> !indexer.rebuild().underWay());
        assertThat(indexer.rebuild().done()).isEqualTo(2);
        assertThat(indexer.rebuild().finishedAt()).isNotNull();
        assertThat(observer.rebuilt).containsExactly(2L, 2L);
    }

    @Test
    void goesOnWithTheIndexWhoseMakingWasCutOff() {
        for (int i = 0; i < 1_200; i++) {
            catalogue.list(Listing.of("p/s" + i));
        }
        index.breakSwitch(true);
        indexer.start();
        await().until(() -> !observer.failures.isEmpty());
        indexer.close();
        catalogue.list(Listing.of("p/later"));
        catalogue.unlist("p/s0");
        index.breakSwitch(false);

        CatalogIndexer next = new CatalogIndexer(index, catalogue, catalogue, observer, InstantSource.system());
        next.start();
        await().until(next::ready);
        next.close();

        assertThat(index.begun()).isEqualTo(1);
        assertThat(index.portions()).startsWith(500, 500, 200).doesNotContain(1_201);
        assertThat(observer.resumed).contains(1_200L);
        assertThat(next.rebuild().resumedFrom()).isEqualTo(1_200);
        assertThat(index.services())
                .hasSize(1_200)
                .containsKey(Listing.id("p/later"))
                .doesNotContainKey(Listing.id("p/s0"));
    }

    @Test
    void followsWhatIsListedAndUnlisted() {
        indexer.start();
        await().until(indexer::ready);
        catalogue.list(Listing.of("p/a"));
        catalogue.list(Listing.of("p/b"));
        await().untilAsserted(() -> assertThat(index.services()).hasSize(2));
        catalogue.unlist("p/a");
        await().untilAsserted(() -> assertThat(index.services()).containsOnlyKeys(Listing.id("p/b")));
        assertThat(index.rebuilds()).isEqualTo(1);
    }

    @Test
    void goesOnFromWhereTheIndexStands() {
        catalogue.list(Listing.of("p/a"));
        index.rebuild(catalogue::readListed, catalogue.end());
        catalogue.list(Listing.of("p/b"));
        indexer.start();
        await().untilAsserted(() -> assertThat(index.services()).hasSize(2));
        assertThat(index.rebuilds()).isEqualTo(1);
    }

    @Test
    void takesUpAgainWhenTheStoreComesBack() {
        indexer.start();
        await().until(indexer::ready);
        catalogue.goAway(true);
        await().until(() -> !observer.failures.isEmpty());
        assertThat(indexer.lag()).isPositive();
        assertThat(indexer.ready()).isTrue();
        catalogue.list(Listing.of("p/a"));
        catalogue.goAway(false);
        await().untilAsserted(() -> assertThat(index.services()).hasSize(1));
        await().until(() -> indexer.lag().isZero());
    }

    @Test
    void rebuildsAnIndexThatWasDamagedMeanwhile() {
        indexer.start();
        await().until(indexer::ready);
        index.damage();
        catalogue.list(Listing.of("p/a"));
        await().until(() -> index.rebuilds() == 2);
        await().untilAsserted(() -> assertThat(index.services()).hasSize(1));
    }

    @Test
    void rebuildsAnIndexThatIsAheadOfItsLog() {
        catalogue.list(Listing.of("p/a"));
        index.rebuild(catalogue::readListed, catalogue.end());
        catalogue.unlist("p/a");
        catalogue.forgetEvents();
        indexer.start();
        await().untilAsserted(() -> assertThat(index.services()).isEmpty());
    }

    @Test
    void isNotStoppedByAnEventOfAnotherKind() {
        indexer.start();
        await().until(indexer::ready);
        catalogue.append("no-service");
        catalogue.list(Listing.of("p/a"));
        await().untilAsserted(() -> assertThat(index.services()).hasSize(1));
    }

    @Test
    void keepsFollowingWhileTheModelFails() {
        index.breakMeaning(true);
        catalogue.list(Listing.of("p/a"));
        indexer.start();
        await().until(() -> !observer.failures.isEmpty());
        catalogue.list(Listing.of("p/b"));
        await().untilAsserted(() -> assertThat(index.services()).hasSize(2));
        await().until(() -> indexer.lag().isZero());
    }

    @Test
    void endsPromptlyWhileItWaitsAndBeforeItBegan() {
        indexer.start();
        await().until(indexer::ready);
        indexer.close();
        catalogue.list(Listing.of("p/late"));
        assertThat(index.services()).isEmpty();
        new CatalogIndexer(index, catalogue, catalogue, observer, InstantSource.system()).close();
    }

    @Test
    void showsWhatIsFoundAsTheStoreHasIt() {
        catalogue.list(Listing.of("p/a").title("Found"));
        catalogue.list(Listing.of("p/b"));
        index.rebuild(catalogue::readListed, catalogue.end());
        catalogue.unlist("p/b");
        SearchCatalogue search = new SearchCatalogue(
                index, catalogue, (text, listing) -> List.of(), new CursorSeal(new byte[16]), () -> TrackRecords.NONE);
        SearchCatalogue.Findings findings = search.search(
                new SearchQuery("", SearchQuery.Filters.NONE, SearchQuery.Sort.NAME, 10, null),
                Viewer.ANYBODY,
                Clearance.FULL);
        assertThat(findings.hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.service().manifest().title()).isEqualTo("Found"));
    }

    private static final class RecordingObserver implements CatalogIndexer.Observer {
        private final List<Long> rebuilt = new CopyOnWriteArrayList<>();
        private final List<Long> resumed = new CopyOnWriteArrayList<>();
        private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();

        @Override
        public void rebuilt(long services) {
            rebuilt.add(services);
        }

        @Override
        public void resumed(long services) {
            resumed.add(services);
        }

        @Override
        public void failed(RuntimeException cause, Duration retry) {
            failures.add(cause);
        }
    }
}
