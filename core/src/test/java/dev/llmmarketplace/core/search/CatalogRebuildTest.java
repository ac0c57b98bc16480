package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.RebuildProgress.State;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class CatalogRebuildTest {
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final FakeIndex index = new FakeIndex();
    private final CatalogRebuild rebuild = rebuild();

    @Test
    void whatWasMadeOfANewerCatalogueIsNotGoneOnWith() {
        catalogue.list(Listing.of("p/a"));
        rebuild.begin();
        catalogue.list(Listing.of("p/b"));
        assertThat(rebuild.step()).isFalse();
        rebuild.close();
        catalogue.setBackBefore("p/b");

        assertThat(rebuild().resume()).isFalse();
        assertThat(index.resumeDraft()).isEmpty();
    }

    @Test
    void whatWasMadeOfThisCatalogueIsGoneOnWith() {
        catalogue.list(Listing.of("p/a"));
        rebuild.begin();
        assertThat(rebuild.step()).isFalse();
        rebuild.close();
        catalogue.list(Listing.of("p/b"));

        CatalogRebuild next = rebuild();
        assertThat(next.resume()).isTrue();
        finish(next);
        assertThat(index.services()).containsOnlyKeys(Listing.id("p/a"), Listing.id("p/b"));
    }

    @Test
    void goesOnWhenTheKeptVectorsAreBack() {
        catalogue.list(Listing.of("p/a"));
        rebuild.begin();
        index.takeVectorsAway(true);
        assertThatThrownBy(rebuild::step).isInstanceOf(ProblemException.class);
        assertThat(rebuild.underWay()).isTrue();
        assertThat(rebuild.asked()).isFalse();
        index.takeVectorsAway(false);

        finish(rebuild);
        assertThat(index.services()).containsOnlyKeys(Listing.id("p/a"));
        assertThat(index.begun()).isEqualTo(1);
    }

    @Test
    void isLeftAndStillAskedForWhenItCannotBeWritten() {
        catalogue.list(Listing.of("p/a"));
        rebuild.begin();
        index.breakSwitch(true);
        assertThatThrownBy(() -> finish(rebuild)).isInstanceOf(UncheckedIOException.class);
        assertThat(rebuild.underWay()).isFalse();
        assertThat(rebuild.asked()).isTrue();
    }

    @Test
    void isAskedForAnewOnlyOnceItHasEnded() {
        assertThat(rebuild.ask().state()).isEqualTo(State.ASKED);
        assertThat(rebuild.asked()).isTrue();
        rebuild.begin();
        assertThat(rebuild.asked()).isFalse();
        assertThat(rebuild.ask().state()).isEqualTo(State.FILLING);
        assertThat(rebuild.asked()).isFalse();

        finish(rebuild);
        assertThat(rebuild.ask().state()).isEqualTo(State.ASKED);
        assertThat(rebuild.asked()).isTrue();
    }

    private CatalogRebuild rebuild() {
        return new CatalogRebuild(index, catalogue, catalogue, InstantSource.system());
    }

    private static void finish(CatalogRebuild rebuild) {
        boolean serves = false;
        while (!serves) {
            serves = rebuild.step();
        }
    }
}
