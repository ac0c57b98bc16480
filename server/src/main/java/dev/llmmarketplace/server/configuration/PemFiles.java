package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.core.kernel.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks into files of certificates and keys while the settings are read; what is wrong there is a mistake of theirs. */
final class PemFiles {
    private static final String MEND = "Name a PEM file that this process may read.";

    private final SettingsReader settings;

    PemFiles(SettingsReader settings) {
        this.settings = settings;
    }

    /** Empty when nothing is set, or when it is wrong. */
    List<X509Certificate> certificates(Setting<Optional<Path>> setting) {
        return certificates(setting, settings.value(setting));
    }

    List<X509Certificate> certificates(Setting<?> setting, Optional<Path> file) {
        return file.flatMap(path -> text(setting, path))
                .flatMap(text -> parsed(setting, text, TlsIdentity::certificates))
                .orElse(List.of());
    }

    Optional<String> text(Setting<?> setting, Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            settings.require(false, setting, "'" + file + "' cannot be read (" + e + ")", MEND);
            return Optional.empty();
        }
    }

    /** @param parser throws {@link IllegalArgumentException} with what is said of the file */
    <T> Optional<T> parsed(Setting<?> setting, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            settings.require(false, setting, "the file " + e.getMessage(), MEND);
            return Optional.empty();
        }
    }
}
