package dev.llmmarketplace.core.kernel;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** An enum constant with a stable spelling in documents, on the wire and in the database. */
public interface WireName {
    /** Lower case with dashes, for example {@code text-generation}. */
    String wireName();

    /** The constant of {@code type} that is spelt {@code wireName}; empty when there is none. */
    static <E extends Enum<E> & WireName> Optional<E> find(Class<E> type, String wireName) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.wireName().equals(wireName))
                .findFirst();
    }

    /**
     * The constant of {@code type} that is spelt {@code wireName}.
     *
     * @param field named in the error
     * @throws ProblemException when there is none; it lists the allowed spellings
     */
    static <E extends Enum<E> & WireName> E parse(Class<E> type, String wireName, String field) {
        return find(type, wireName)
                .orElseThrow(() -> new ProblemException(Problem.invalid(
                        field,
                        "one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(WireName::wireName)
                                        .collect(Collectors.joining(", ")),
                        "was '" + wireName + "'",
                        "Choose one of the listed values.")));
    }
}
