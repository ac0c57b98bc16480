package dev.llmmarketplace.server.cli.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.server.cli.bench.search.NavigationalQuestions.Question;
import dev.llmmarketplace.server.demo.DemoCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogueQuestionsTest {
    private static final int MOST = 30;

    @TempDir
    private Path scratch;

    private List<ServiceVersion> services = List.of();

    @BeforeEach
    void readTheExamples() {
        services = CatalogueListings.of(DemoCatalogue.read(DemoCatalogue.examples(scratch)));
    }

    @Test
    void theSameSeedGivesTheSameQuestions() {
        assertThat(texts(new ConstraintQuestions(services).draw(MOST, 7)))
                .isEqualTo(texts(new ConstraintQuestions(services).draw(MOST, 7)))
                .isNotEqualTo(texts(new ConstraintQuestions(services).draw(MOST, 8)));
        for (NameKind kind : NameKind.values()) {
            assertThat(texts(new NavigationalQuestions(services).of(kind, MOST, 7)))
                    .isEqualTo(texts(new NavigationalQuestions(services).of(kind, MOST, 7)));
        }
    }

    @Test
    void everyQuestionHasARightAnswer() {
        assertThat(new ConstraintQuestions(services).draw(MOST, 7))
                .hasSize(MOST)
                .allSatisfy(question -> assertThat(question.right()).isNotEmpty());
        for (NameKind kind : NameKind.values()) {
            assertThat(new NavigationalQuestions(services).of(kind, MOST, 7))
                    .isNotEmpty()
                    .allSatisfy(question -> assertThat(question.right()).isNotEmpty());
        }
    }

    @Test
    void aTypingErrorIsOneAndLeavesDigitsAlone() {
        TypingError error = new TypingError(new Random(3));
        IntStream.range(0, 500).forEach(_ -> {
            String typed = error.in("Llama 3.2 Vision");
            assertThat(typed.length()).isBetween(15, 17);
            assertThat(typed.replaceAll("\\D", "")).isEqualTo("32");
        });
        assertThat(error.in("o3")).isEqualTo("o3");
    }

    @Test
    void aCrowdIsTheSameForTheSameSeedAndHasServicesOfItsOwn() {
        ServiceCrowd crowd = new ServiceCrowd(services, 5);
        List<ServiceVersion> some =
                IntStream.range(0, 200).mapToObj(i -> crowd.member(i).service()).toList();
        assertThat(some.stream().map(service -> service.manifest().name())).doesNotHaveDuplicates();
        assertThat(some.stream().map(ServiceVersion::service)).doesNotHaveDuplicates();
        assertThat(new ServiceCrowd(services, 5).member(17)).isEqualTo(crowd.member(17));
        assertThat(new ServiceCrowd(services, 6).member(17)).isNotEqualTo(crowd.member(17));
    }

    @Test
    void setsAreComparedByPrecisionAndRecall() {
        ServiceId one = ServiceId.next();
        ServiceId other = ServiceId.next();
        assertThat(CatalogueQuality.f1(Set.of(one), Set.of(one))).isEqualTo(1);
        assertThat(CatalogueQuality.f1(Set.of(one, other), Set.of(one))).isEqualTo(2.0 / 3);
        assertThat(CatalogueQuality.f1(Set.of(other), Set.of(one))).isZero();
    }

    private static List<String> texts(List<Question> questions) {
        return questions.stream().map(Question::text).toList();
    }
}
