package dev.llmmarketplace.server.configuration;

import java.util.stream.Collectors;

/** Shows the table of settings to people. */
public final class ConfigurationGuide {
    private ConfigurationGuide() {}

    /** For a terminal. */
    public static String text() {
        return Settings.ALL.stream()
                .map(setting -> "%s%n    %s%n    %s; default: %s; %s%n"
                        .formatted(
                                setting.key(),
                                setting.meaning().replace("`", ""),
                                setting.reading().form(),
                                setting.fallback().isEmpty() ? "none" : setting.fallback(),
                                setting.environmentName()))
                .collect(Collectors.joining("\n"));
    }

    /** The table of {@code docs/guide/configuration.md}. */
    public static String markdown() {
        return "| key | environment | default | what it is |\n|---|---|---|---|\n"
                + Settings.ALL.stream().map(ConfigurationGuide::row).collect(Collectors.joining());
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.fallback().isEmpty() ? "none" : "`" + setting.fallback() + "`";
        return "| `%s` | `%s` | %s | %s (%s) |\n"
                .formatted(
                        setting.key(),
                        setting.environmentName(),
                        fallback,
                        setting.meaning(),
                        setting.reading().form());
    }
}
