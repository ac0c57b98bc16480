package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What filters refuse, and how figures are written and counted. */
final class FiltersTest {

    @Test
    void refusesARangeThatHoldsNothingAndSaysSoInTheAskersUnit() {
        Violation violation =
                refused(() -> Filters.NONE.with(Figure.INPUT_PRICE, new Range(2_500_000_000L, 1_000_000_000L)));
        assertThat(violation.field()).isEqualTo("minInputPrice");
        assertThat(violation.rule()).contains("maxInputPrice");
        assertThat(violation.message()).contains("from 2.5 to 1");
        assertThat(refused(() -> Filters.NONE.with(Figure.RELEASED, new Range(20_000L, 19_000L)))
                        .message())
                .contains("from 2024-10-04 to 2022-01-08");
    }

    @Test
    void refusesMoreValuesThanCouldBeMeant() {
        Set<String> many =
                IntStream.range(0, 1_000_000).mapToObj(Integer::toString).collect(Collectors.toSet());
        assertThat(refused(() -> Filters.NONE.with(Trait.TAG, many)).rule()).isEqualTo("at most 100 values");
    }

    @Test
    void refusesWordsThatCannotBe() {
        assertThat(refused(() -> Filters.NONE.with(Trait.STATUS, Set.of("suspended")))
                        .rule())
                .isEqualTo("one of active, deprecated");
    }

    @Test
    void dropsWhatDoesNotRestrict() {
        assertThat(Filters.NONE.with(Figure.CONTEXT, Range.atLeast(0)).with(Trait.TAG, Set.of()))
                .isEqualTo(Filters.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void bucketsFollowEachOtherWithoutGaps(Figure figure) {
        assertThat(figure.range(0).least()).isNull();
        for (int bucket = 1; bucket < figure.buckets(); bucket++) {
            long most = Objects.requireNonNull(figure.range(bucket - 1).most());
            long least = Objects.requireNonNull(figure.range(bucket).least());
            assertThat(most).isEqualTo(least - 1);
            assertThat(figure.bucket(most)).isEqualTo(bucket - 1);
            assertThat(figure.bucket(least)).isEqualTo(bucket);
        }
        assertThat(figure.range(figure.buckets() - 1).most()).isNull();
    }

    @Test
    void numbersAreReadAsTheyAreWritten() {
        assertThat(Unit.PRICE.read("0.0375", RoundingMode.DOWN)).isEqualTo(37_500_000);
        assertThat(Unit.PRICE.write(37_500_000)).isEqualTo("0.0375");
        assertThat(Unit.COUNT.write(100)).isEqualTo("100");
        assertThat(Unit.DAY.read("2026-01-31", RoundingMode.DOWN)).isEqualTo(20_484);
        assertThat(Unit.DAY.write(20_484)).isEqualTo("2026-01-31");
    }

    @Test
    void numbersOfAnyLengthAreReadAtOnce() {
        assertThat(Unit.PRICE.read("1e-999999999", RoundingMode.DOWN)).isZero();
        assertThat(Unit.PRICE.read("1e-999999999", RoundingMode.UP)).isEqualTo(1);
        assertThatThrownBy(() -> Unit.PRICE.read("1e999999999", RoundingMode.DOWN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Violation refused(Supplier<Filters> filters) {
        try {
            Filters made = filters.get();
            throw new AssertionError("was taken: " + made);
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
            return e.problem().violations().getFirst();
        }
    }
}
