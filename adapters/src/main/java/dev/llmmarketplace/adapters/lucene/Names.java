package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The names that a service goes by, in two spellings in which a typed name may equal them. */
final class Names {
    /** Longer ones cannot be terms of the index, and nobody types them. */
    private static final int LONGEST = 512;

    private Names() {}

    /** Address, service, title and model. */
    static List<String> of(ServiceManifest manifest) {
        return Stream.of(manifest.name().toString(), manifest.name().service(), manifest.title(), manifest.model())
                .filter(Objects::nonNull)
                .toList();
    }

    /** As typed, but for case and outer space. */
    static String exact(String name) {
        return cut(name.strip().toLowerCase(Locale.ROOT));
    }

    /** Letters and digits alone: {@code GPT 4o} is {@code gpt-4o}. */
    static String compact(String name) {
        StringBuilder compact = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(compact::appendCodePoint);
        return cut(compact.toString());
    }

    private static String cut(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
