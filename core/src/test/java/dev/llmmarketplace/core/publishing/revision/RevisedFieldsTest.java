package dev.llmmarketplace.core.publishing.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.search.Listing;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RevisedFieldsTest {
    private static final ServiceVersion VERSION =
            Listing.of("p/a").description("a used car").build();

    @Test
    void everyFieldOfAManifestEitherMayBeRevisedOrNeedsANewVersion() {
        List<String> decided = new ArrayList<>(RevisedFields.revisable());
        decided.addAll(RevisedFields.fixed());

        assertThat(decided).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(fields().toList());
    }

    private static Stream<String> fields() {
        return Stream.of(
                        components(ServiceManifest.class, "/")
                                .filter(field -> !field.equals("/documents") && !field.equals("/audience")),
                        components(ServiceManifest.Documents.class, "/documents/"),
                        Stream.of("/visibility", "/visibleTo"))
                .flatMap(each -> each);
    }

    private static Stream<String> components(Class<?> type, String prefix) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(prefix::concat);
    }

    @Test
    void aChangeIsToldWithBothTexts() {
        ServiceManifest before = VERSION.manifest();
        ServiceManifest after = before.revised(
                "Another title", before.description(), new TreeSet<>(List.of("new", "tags")), before.documents());

        assertThat(RevisedFields.beyond(before, after)).isEmpty();
        assertThat(RevisedFields.changes(before, after))
                .satisfiesExactly(
                        title -> {
                            assertThat(title.field()).isEqualTo("title");
                            assertThat(title.before()).isEqualTo(before.title());
                            assertThat(title.after()).isEqualTo("Another title");
                        },
                        tags -> assertThat(tags.after()).isEqualTo("new, tags"));
    }
}
