package dev.llmmarketplace.server.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.catalog.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(CatalogueFormat.class)
    void theFormatIsToldFromTheContent(CatalogueFormat format) {
        assertThat(Fixtures.read(format.wireName() + ".json").format()).isEqualTo(format);
    }

    @Test
    void theDateIsTheOneGivenElseTheFilesOwnElseTheDayItChanged() throws IOException {
        Path dated = Fixtures.file("openrouter.json");
        assertThat(Catalogue.read(dated, null, null, Fixtures.TODAY).asOf()).isEqualTo(LocalDate.of(2026, 8, 1));
        assertThat(Catalogue.read(dated, null, Fixtures.AS_OF, Fixtures.TODAY).asOf())
                .isEqualTo(Fixtures.AS_OF);
        Path undated = Files.writeString(directory.resolve("list.json"), "{\"data\":[]}");
        Files.setLastModifiedTime(undated, FileTime.from(Instant.parse("2026-05-04T23:59:59Z")));
        assertThat(Catalogue.read(undated, null, null, Fixtures.TODAY).asOf()).isEqualTo(LocalDate.of(2026, 5, 4));
    }

    @Test
    void aFileThatIsNoCatalogueIsRefusedInWordsForPeople() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"data\":\n[");
        assertThatThrownBy(() -> Catalogue.read(broken, null, null, Fixtures.TODAY))
                .hasMessageContaining("is not JSON: line 2");
        Path other = Files.writeString(directory.resolve("other.json"), "{\"models\":5}");
        assertThatThrownBy(() -> Catalogue.read(other, null, null, Fixtures.TODAY))
                .hasMessageContaining("openrouter, models-dev, litellm");
        assertThatThrownBy(() -> Catalogue.read(directory.resolve("none.json"), null, null, Fixtures.TODAY))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }

    @Test
    void readingTwiceGivesTheSameManifests() {
        for (CatalogueFormat format : CatalogueFormat.values()) {
            Catalogue first = Fixtures.read(format.wireName() + ".json");
            Catalogue second = Fixtures.read(format.wireName() + ".json");
            assertThat(manifests(first)).isEqualTo(manifests(second)).isNotEmpty();
        }
    }

    @Property
    void anyNameBecomesOneThatTheMarketplaceAllows(@ForAll String name) {
        if (name.codePoints()
                .noneMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
            return;
        }
        assertThat(Slugs.service(name)).matches(ServiceName.SERVICE);
        assertThat(Slugs.provider(name)).matches(ServiceName.SLUG);
        assertThat(Slugs.service(Slugs.service(name))).isEqualTo(Slugs.service(name));
    }

    @Property
    void longNamesThatDifferAtTheirEndsStayDifferent(
            @ForAll @StringLength(min = 300, max = 400) @CharRange(from = 'a', to = 'z') String name) {
        Set<String> slugs = new HashSet<>(List.of(Slugs.service(name + "x"), Slugs.service(name + "y")));
        assertThat(slugs).hasSize(2).allMatch(slug -> slug.length() <= 255);
    }

    private static List<String> manifests(Catalogue catalogue) {
        return catalogue.listings().stream()
                .map(listing -> listing.manifest("x", catalogue.asOf()).toString())
                .toList();
    }
}
