package dev.llmmarketplace.server.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads values of settings and gathers the mistakes, so that all can be reported at once. */
final class SettingsReader {
    private final List<Source> sources;
    private final List<Mistake> mistakes = new ArrayList<>();

    /** @param sources the first that has a setting decides */
    SettingsReader(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The value that is set, else the fallback; the fallback as well when what is set is a mistake. */
    <T> T value(Setting<T> setting) {
        Optional<Source.Found> found = sources.stream()
                .flatMap(source -> source.find(setting).stream())
                .findFirst();
        if (found.isEmpty()) {
            return fallback(setting);
        }
        Optional<T> value = setting.reading().parser().apply(found.get().text().strip());
        if (value.isEmpty()) {
            mistakes.add(new Mistake(
                    setting.key(),
                    found.get().place(),
                    setting.secret() ? "cannot be read" : "was '" + found.get().text() + "'",
                    "Write " + setting.reading().form() + "."));
        }
        return value.orElseGet(() -> fallback(setting));
    }

    void require(boolean holds, Setting<?> setting, String message, String mend) {
        if (!holds) {
            String place = sources.stream()
                    .flatMap(source -> source.find(setting).stream())
                    .map(Source.Found::place)
                    .findFirst()
                    .orElse("default");
            mistakes.add(new Mistake(setting.key(), place, message, mend));
        }
    }

    /** With those about keys that do not exist. */
    List<Mistake> mistakes() {
        List<Mistake> all = new ArrayList<>();
        sources.forEach(source -> all.addAll(source.unknown()));
        all.addAll(mistakes);
        return all;
    }

    private static <T> T fallback(Setting<T> setting) {
        return setting.reading()
                .parser()
                .apply(setting.fallback())
                .orElseThrow(() -> new IllegalStateException("the default of " + setting.key() + " is none"));
    }
}
