package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How an index is written, kept and rebuilt. */
public abstract class SearchIndexContract extends IndexContract {

    @Test
    void showsWhatWasAppliedAtOnce() {
        put(Listing.of("p/a").description("apples"), Listing.of("p/b").description("pears"));
        assertThat(found("apples")).containsExactly("p/a");
        index.apply(built(Listing.of("p/a").description("oranges")), List.of(Listing.id("p/b")), SECOND, Depth.MEANING);
        assertThat(found("apples")).isEmpty();
        assertThat(found("pears")).isEmpty();
        assertThat(found("oranges")).containsExactly("p/a");
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void keepsWhatWasAppliedWithItsPosition() {
        assertThat(index.position()).contains(FIRST);
        put(Listing.of("p/a").description("apples"));
        assertThat(index.position()).contains(SECOND);
        reopen("concepts");
        assertThat(index.position()).contains(SECOND);
        assertThat(found("apples")).containsExactly("p/a");
    }

    @Test
    void hasNoPositionAndNoAnswerBeforeTheFirstBuild() {
        try (SearchIndex fresh = open(directory.resolve("fresh"), embedder)) {
            assertThat(fresh.position()).isEmpty();
            assertThatThrownBy(fresh::size)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            thrown -> assertThat(thrown.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE));
        }
    }

    @Test
    void servesTheOldIndexWhileTheNewOneIsMade() {
        put(Listing.of("p/old").description("apples"));
        index.rebuild(
                reader -> {
                    built(Listing.of("p/new").description("apples")).forEach(reader);
                    assertThat(found("apples")).containsExactly("p/old");
                },
                FIRST);
        assertThat(found("apples")).containsExactly("p/new");
        assertThat(index.position()).contains(FIRST);
    }

    @Test
    void keepsTheOldIndexWhenARebuildFails() {
        put(Listing.of("p/old").description("apples"));
        assertThatThrownBy(() -> index.rebuild(
                        reader -> {
                            built(Listing.of("p/new")).forEach(reader);
                            throw new ProblemException(ErrorCode.UNAVAILABLE, "the store went away");
                        },
                        FIRST))
                .isInstanceOf(ProblemException.class);
        assertThat(found("apples")).containsExactly("p/old");
        assertThat(index.position()).contains(SECOND);
        put(Listing.of("p/next").description("apples"));
        reopen("concepts");
        assertThat(index.size()).isEqualTo(2);
    }

    @Test
    void aDraftThatWasCutOffGoesOnFromWhereItWasSavedAndAnswersAsIfItHadNotBeen() {
        List<ServiceVersion> services = RandomCatalogue.services(new Random(5), 60);
        index.rebuild(services::forEach, FIRST);
        List<List<String>> expected = answers();
        put(Listing.of("p/old").description("apples"));
        IndexDraft draft = index.beginDraft(FIRST);
        draft.fill(services.subList(0, 20));
        draft.fill(services.subList(20, 40));
        draft.save(FIRST);
        draft.fill(services.subList(40, 50));
        draft.close();
        reopen("concepts");

        IndexDraft resumed = index.resumeDraft().orElseThrow();
        assertThat(found("apples")).contains("p/old");
        assertThat(resumed.size()).isEqualTo(40);
        assertThat(resumed.filledTo()).contains(services.get(39).service());
        assertThat(resumed.position()).isEqualTo(FIRST);
        resumed.fill(services.subList(40, 60));
        resumed.apply(List.of(Listing.of("p/late").build()), List.of(), SECOND);
        resumed.apply(List.of(), List.of(Listing.id("p/late")), SECOND);
        resumed.serve();

        assertThat(index.position()).contains(SECOND);
        assertThat(index.size()).isEqualTo(60);
        assertThat(answers()).isEqualTo(expected);
        assertThat(index.resumeDraft()).isEmpty();
        reopen("concepts");
        assertThat(answers()).isEqualTo(expected);
    }

    @Test
    void anIndexerThatIsEndedMidwayIsGoneOnWithAndTheAnswersAreTheSame() {
        FakeCatalogue catalogue = new FakeCatalogue();
        for (int i = 0; i < 1_300; i++) {
            catalogue.list(Listing.of("p/s" + i).description(i % 20 == 0 ? "apples" : "pears " + i));
        }
        embedder.breakDown(true); // no vector that comes later changes an answer
        index.rebuild(catalogue::readListed, catalogue.end());
        List<String> expected = answer("apples");
        catalogue.goAwayAfter(2);
        CountDownLatch failed = new CountDownLatch(1);
        try (CatalogIndexer first = indexer(catalogue, failed)) {
            first.requestRebuild();
            first.start();
            await().until(() -> failed.getCount() == 0);
            assertThat(first.rebuild().done()).isEqualTo(1_000);
        }
        reopen("concepts");
        embedder.breakDown(true);
        assertThat(answer("apples")).isEqualTo(expected);
        catalogue.goAway(false);
        try (CatalogIndexer second = indexer(catalogue, failed)) {
            second.start();
            await().until(() -> second.rebuild().finishedAt() != null);
            assertThat(second.rebuild().resumedFrom()).isEqualTo(1_000);
            assertThat(second.rebuild().done()).isEqualTo(1_300);
        }
        assertThat(answer("apples")).isEqualTo(expected);
    }

    private CatalogIndexer indexer(FakeCatalogue catalogue, CountDownLatch failed) {
        CatalogIndexer.Observer observer = new CatalogIndexer.Observer() {
            @Override
            public void rebuilt(long services) {}

            @Override
            public void resumed(long services) {}

            @Override
            public void failed(RuntimeException cause, Duration retry) {
                if (String.valueOf(cause.getMessage()).contains("database")) {
                    failed.countDown();
                }
            }
        };
        return new CatalogIndexer(index, catalogue, catalogue, observer, InstantSource.system());
    }

    @Test
    void aDraftOfAnotherModelOrThatWasDiscardedIsNotGoneOnWith() {
        IndexDraft draft = index.beginDraft(FIRST);
        draft.fill(built(Listing.of("p/a")));
        draft.save(FIRST);
        draft.close();
        reopen("another-model");
        assertThat(index.resumeDraft()).isEmpty();
        IndexDraft second = index.beginDraft(FIRST);
        second.fill(built(Listing.of("p/a")));
        second.save(FIRST);
        second.discard();
        reopen("another-model");
        assertThat(index.resumeDraft()).isEmpty();
    }

    @Test
    void aDraftThatIsFilledAfterEventsWereBroughtInHoldsEachServiceOnce() {
        List<ServiceVersion> services = RandomCatalogue.services(new Random(5), 30);
        IndexDraft draft = index.beginDraft(FIRST);
        draft.fill(services.subList(0, 10));
        draft.apply(services.subList(5, 25), List.of(), SECOND);
        draft.fill(services.subList(10, 15));
        draft.save(new Position(7, 9));
        draft.close();
        reopen("concepts");

        IndexDraft resumed = index.resumeDraft().orElseThrow();
        assertThat(resumed.position()).isEqualTo(SECOND);
        assertThat(resumed.newest()).isEqualTo(new Position(7, 9));
        resumed.fill(services.subList(15, 30));
        resumed.serve();

        assertThat(index.size()).isEqualTo(30);
        assertThat(answer("")).doesNotHaveDuplicates().hasSize(30);
    }

    private List<List<String>> answers() {
        return Stream.of("", "apples", "chat model", "p s1").map(this::answer).toList();
    }

    private List<String> answer(String text) {
        return index.search(new SearchQuery(text, Filters.NONE, Sort.RELEVANCE, 100, null)).hits().stream()
                .map(hit -> hit.service().toString())
                .toList();
    }

    @Test
    void mustBeRebuiltForAnotherModelAndServesByWordsUntilThen() {
        put(Listing.of("p/a").description("a used car"));
        reopen("another-model");
        assertThat(index.position()).isEmpty();
        assertThat(found("used")).containsExactly("p/a");
        assertThat(found("automobile")).isEmpty();
        index.rebuild(built(Listing.of("p/a").description("a used car"))::forEach, FIRST);
        put(Listing.of("p/a").description("a used car"));
        assertThat(found("automobile")).containsExactly("p/a");
    }

    @Test
    void tellsWhatStillLacksItsVector() {
        put(Depth.WORDS, Listing.of("p/a"), Listing.of("p/b"), Listing.of("p/c"));
        assertThat(index.shallow(2)).hasSize(2);
        assertThat(index.shallow(9)).containsExactlyInAnyOrder(Listing.id("p/a"), Listing.id("p/b"), Listing.id("p/c"));
        put(Listing.of("p/a"), Listing.of("p/b"));
        assertThat(index.shallow(9)).containsExactly(Listing.id("p/c"));
    }

    @Test
    void doesNotEmbedTheSameTextTwice() {
        put(Listing.of("p/a").title("A").description("a used car").tags("old"));
        int once = embedder.embedded();
        assertThat(once).isPositive();
        put(Listing.of("p/a").title("A").description("a used car").tags("old").prices(7, 8));
        put(
                Depth.WORDS,
                Listing.of("p/same").title("A").description("a used car").tags("old"));
        index.rebuild(
                built(Listing.of("p/a").title("A").description("a used car").tags("old"))::forEach, FIRST);
        assertThat(embedder.embedded()).isEqualTo(once);
        assertThat(index.shallow(9)).isEmpty();
        assertThat(found("automobile")).containsExactly("p/a");
    }

    @Test
    void writesNothingWhenTheModelFails() {
        put(Listing.of("p/a").description("apples"));
        embedder.breakDown(true);
        assertThatThrownBy(() -> put(Listing.of("p/b").description("pears"))).isInstanceOf(ProblemException.class);
        put(Depth.WORDS, Listing.of("p/c").description("cherries"));
        assertThat(index.size()).isEqualTo(2);
    }

    @Test
    void searchesGoOnWhileItIsWritten() throws Exception {
        put(Listing.of("p/steady").description("apples"));
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> searches = threads.submit(() -> {
                while (!done.get()) {
                    assertThat(found("apples")).contains("p/steady");
                }
            });
            for (int round = 0; round < 8; round++) {
                put(Listing.of("p/other-" + round).description("apples and pears"));
                index.rebuild(built(Listing.of("p/steady").description("apples"))::forEach, FIRST);
            }
            done.set(true);
            searches.get(30, TimeUnit.SECONDS);
        }
    }

    private void reopen(String model) {
        index.close();
        embedder = new ConceptEmbedder(model);
        index = open(directory, embedder);
    }
}
