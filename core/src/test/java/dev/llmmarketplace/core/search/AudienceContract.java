package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.Audience;
import dev.llmmarketplace.core.catalog.ListingVisibility;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a viewer may not see is no hit, counts nowhere, and is not suggested. */
public abstract class AudienceContract extends IndexContract {
    private static final Viewer PROVIDER = Viewer.of("guild");
    private static final Viewer FRIEND = Viewer.of("friends");
    private static final Viewer STRANGER = Viewer.of("strangers");

    @BeforeEach
    void list() {
        put(
                Listing.of("guild/open").title("Loom open").tags("wool"),
                Listing.of("guild/secret")
                        .title("Loom secret")
                        .tags("wool", "silk")
                        .audience(new Audience(ListingVisibility.PRIVATE, Collections.emptySortedSet())),
                Listing.of("guild/lent")
                        .title("Loom lent")
                        .tags("wool")
                        .audience(new Audience(ListingVisibility.ORGANISATION, new TreeSet<>(Set.of("friends")))));
    }

    @Test
    void hitsTotalsAndFacetsAreThoseOfWhatIsSeen() {
        assertSeen(Viewer.ANYBODY, "guild/open");
        assertSeen(STRANGER, "guild/open");
        assertSeen(FRIEND, "guild/open", "guild/lent");
        assertSeen(PROVIDER, "guild/open", "guild/lent", "guild/secret");
        assertSeen(Viewer.EVERYTHING, "guild/open", "guild/lent", "guild/secret");
    }

    private void assertSeen(Viewer viewer, String... names) {
        for (String question : List.of("", "loom", "wool")) {
            SearchAnswer answer = index.search(query(question, Filters.NONE), viewer);
            assertThat(names(answer)).as(question + " by " + viewer).containsExactlyInAnyOrder(names);
            assertThat(answer.total()).isEqualTo(names.length);
            assertThat(answer.facets())
                    .filteredOn(facet -> facet.name().equals("tag"))
                    .flatExtracting(SearchAnswer.Facet::counts)
                    .contains(new SearchAnswer.Count("wool", names.length));
        }
        boolean secret = List.of(names).contains("guild/secret");
        assertThat(names(index.search(query("guild/secret", Filters.NONE), viewer))
                        .contains("guild/secret"))
                .isEqualTo(secret);
        assertThat(index.suggest("loom", 10, viewer).stream().map(this::name)).containsExactlyInAnyOrder(names);
        assertThat(index.isName("guild/secret", viewer)).isEqualTo(secret);
    }

    @Test
    void aListingThatIsWithdrawnFromThePublicIsGoneForIt() {
        put(Listing.of("guild/open")
                .title("Loom open")
                .audience(new Audience(ListingVisibility.PRIVATE, Collections.emptySortedSet())));
        assertThat(index.search(query("loom", Filters.NONE)).hits()).isEmpty();
        List<ServiceId> suggested = index.suggest("loom", 10, STRANGER);
        assertThat(suggested).isEmpty();
    }

    @Test
    void whatOnlyHiddenListingsSayIsUnknownToStrangers() {
        put(
                Listing.of("guild/rug").description("Tapestries of old"),
                Listing.of("guild/vellum"),
                Listing.of("guild/hidden")
                        .description("Tapestriez of old")
                        .audience(new Audience(ListingVisibility.PRIVATE, Collections.emptySortedSet())),
                Listing.of("guild/vellux")
                        .audience(new Audience(ListingVisibility.PRIVATE, Collections.emptySortedSet())));
        assertThat(names(index.search(query("tapestriez", Filters.NONE), STRANGER)))
                .as("taken for a misspelt word, because nobody says it")
                .containsExactly("guild/rug");
        assertThat(names(index.search(query("tapestriez", Filters.NONE), PROVIDER)))
                .containsExactly("guild/hidden");
        assertThat(names(index.search(query("vellux", Filters.NONE), STRANGER)))
                .as("taken for a misspelt name, because nobody has it")
                .contains("guild/vellum");
        assertThat(index.isName("vellux", STRANGER)).isTrue();
        assertThat(index.isName("vellux", PROVIDER)).isTrue();
    }

    @Test
    void scoresDoNotTellHowOftenHiddenListingsSayAWord() {
        put(
                Listing.of("guild/a").description("Amber lamps"),
                Listing.of("guild/b").description("Brass lamps"),
                Listing.of("guild/c").description("Brass bells"));
        put(Listing.of("guild/d")
                .description("Zinc bells")
                .audience(new Audience(ListingVisibility.PRIVATE, Collections.emptySortedSet())));
        double before = wordShare("amber lamps");
        put(Listing.of("guild/d")
                .description("Lamp bells")
                .audience(new Audience(ListingVisibility.PRIVATE, Collections.emptySortedSet())));
        assertThat(wordShare("amber lamps")).isEqualTo(before);
    }

    private double wordShare(String question) {
        return index.search(query(question, Filters.NONE), STRANGER).hits().stream()
                .filter(hit -> name(hit.service()).equals("guild/b"))
                .findFirst()
                .orElseThrow()
                .parts()
                .text()
                .words();
    }
}
