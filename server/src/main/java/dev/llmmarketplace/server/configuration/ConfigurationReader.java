package dev.llmmarketplace.server.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration: flags before environment before file before default. */
public final class ConfigurationReader {
    private static final String FILE_VARIABLE = "MARKETPLACE_CONFIG";
    private static final String FILE_IN_DATA_DIRECTORY = "config.yaml";

    private ConfigurationReader() {}

    /**
     * @param flags settings by key
     * @param file the file to read; empty to look where {@code MARKETPLACE_CONFIG} says, then for {@code config.yaml} in
     *     the data directory, which need not be there
     */
    public static Configuration read(Map<String, String> flags, Map<String, String> environment, Optional<Path> file)
            throws InvalidConfiguration {
        List<Source> sources = new ArrayList<>(List.of(Source.flags(flags), Source.environment(environment)));
        Optional<Path> named = file.or(
                () -> Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of));
        Path inDataDirectory =
                new SettingsReader(sources).value(Settings.DATA_DIRECTORY).resolve(FILE_IN_DATA_DIRECTORY);
        if (named.isPresent()) {
            sources.add(ConfigurationFile.read(named.get()));
        } else if (Files.exists(inDataDirectory)) {
            sources.add(ConfigurationFile.read(inDataDirectory));
        }
        SettingsReader reader = new SettingsReader(sources);
        Configuration configuration = Configuration.read(reader);
        if (!reader.mistakes().isEmpty()) {
            throw new InvalidConfiguration(reader.mistakes());
        }
        return configuration;
    }

    /** The settings that {@code flags} name and the defaults of all others, whatever is set elsewhere. */
    public static Configuration of(Map<String, String> flags) {
        SettingsReader reader = new SettingsReader(List.of(Source.flags(flags)));
        Configuration configuration = Configuration.read(reader);
        if (!reader.mistakes().isEmpty()) {
            throw new IllegalArgumentException(reader.mistakes().toString());
        }
        return configuration;
    }
}
