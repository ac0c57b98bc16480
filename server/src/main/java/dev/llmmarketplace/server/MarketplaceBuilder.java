package dev.llmmarketplace.server;

import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.configuration.ConfigurationReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Starts a whole marketplace in this process, as tests and demonstrations do. Environment and files are not read. */
public final class MarketplaceBuilder {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private InstantSource clock = Time.system();
    private Consumer<String> progress = line -> {};

    MarketplaceBuilder() {
        settings.put("http.port", "0");
    }

    public MarketplaceBuilder dataDirectory(Path directory) {
        return set("data.directory", directory.toString());
    }

    /** The port is free and unknown unless it is set here. */
    public MarketplaceBuilder port(int port) {
        return set("http.port", Integer.toString(port));
    }

    /** Any setting, as in the configuration file. */
    public MarketplaceBuilder set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    public MarketplaceBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** Who hears of steps that take longer than two seconds. */
    public MarketplaceBuilder progress(Consumer<String> listener) {
        progress = listener;
        return this;
    }

    /**
     * Returns when requests are served.
     *
     * @throws IllegalArgumentException when a setting is wrong
     * @throws dev.llmmarketplace.core.kernel.ProblemException when it cannot start
     */
    public Marketplace start() {
        Configuration configuration = ConfigurationReader.of(settings);
        return Marketplace.start(configuration, clock, progress);
    }
}
