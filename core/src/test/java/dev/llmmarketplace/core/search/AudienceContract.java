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
}
