package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.server.json.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Where values come from. */
final class Source {
    /** Variables of that prefix that are others' business: the launcher's and the commands'. */
    private static final List<String> FOREIGN_VARIABLES = List.of(
            "MARKETPLACE_CONFIG",
            "MARKETPLACE_DEBUG",
            "MARKETPLACE_HOME",
            "MARKETPLACE_JAVA_OPTS",
            "MARKETPLACE_KEY",
            "MARKETPLACE_NO_BUILD",
            "MARKETPLACE_PASSWORD",
            "MARKETPLACE_PROVIDER_KEY",
            "MARKETPLACE_SERVER",
            "MARKETPLACE_TOKEN");

    private final Map<String, Found> values;
    private final Function<Setting<?>, String> naming;

    private Source(Map<String, Found> values, Function<Setting<?>, String> naming) {
        this.values = new TreeMap<>(values);
        this.naming = naming;
    }

    /**
     * A text and where it stands.
     *
     * @param place for people
     */
    record Found(String text, String place) {}

    /** {@code --set key=value}, and the flags that are short for it. */
    static Source flags(Map<String, String> flags) {
        Map<String, Found> values = new TreeMap<>();
        flags.forEach((key, text) -> values.put(key, new Found(text, "flag")));
        return new Source(values, Setting::key);
    }

    static Source environment(Map<String, String> variables) {
        Map<String, Found> values = new TreeMap<>();
        variables.forEach((name, text) -> {
            if (name.startsWith(Setting.PREFIX) && !FOREIGN_VARIABLES.contains(name)) {
                values.put(name, new Found(text, "environment"));
            }
        });
        return new Source(values, Setting::environmentName);
    }

    /** @param values by key; places name file and line */
    static Source file(Map<String, Found> values) {
        return new Source(values, Setting::key);
    }

    Optional<Found> find(Setting<?> setting) {
        return Optional.ofNullable(values.get(naming.apply(setting)));
    }

    /** What is set here and is no setting. */
    List<Mistake> unknown() {
        List<String> known = Settings.ALL.stream().map(naming).toList();
        return values.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> new Mistake(
                        entry.getKey(),
                        entry.getValue().place(),
                        "is no setting",
                        Nearest.to(entry.getKey(), known)
                                .map(near -> "Did you mean '" + near + "'?")
                                .orElse("Take it out; './marketplace serve --help-config' lists all.")))
                .toList();
    }
}
