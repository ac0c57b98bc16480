package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as it stands in a file, with the credential filled in from the environment. The rest of the text is not
 * touched, so that places in error messages are the file's.
 *
 * @param name for messages
 * @param text YAML or JSON
 */
public record ManifestFile(String name, String text) {
    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern CREDENTIAL =
            Pattern.compile("(\"credential\"|'credential'|\\bcredential)(\\s*:\\s*)([\"']?)\\$\\{([A-Za-z_]\\w*)}\\3");

    static ManifestFile read(String file) {
        ManifestFile written = unexpanded(file);
        return new ManifestFile(written.name(), expanded(written.text(), System::getenv));
    }

    /** As it stands, with the credential's name instead of the credential. */
    static ManifestFile unexpanded(String file) {
        try {
            String text =
                    file.equals("-") ? bounded(System.in, file) : bounded(Files.newInputStream(Path.of(file)), file);
            return new ManifestFile(file.equals("-") ? "<stdin>" : file, text);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, "There is no file " + file + ".");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "Cannot read " + file + ": " + e.getMessage());
        }
    }

    /** Servers refuse longer ones, so that no more is read. */
    private static String bounded(InputStream stream, String file) throws IOException {
        try (stream) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new CommandFailure(
                        ExitCode.REFUSED,
                        file + " has more than " + MOST_BYTES + " bytes, which is the most a server takes.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    String contentType() {
        return text.stripLeading().startsWith("{") ? "application/json" : "application/yaml";
    }

    /** @param environment null for a variable that is not set */
    public static String expanded(String text, UnaryOperator<@Nullable String> environment) {
        Matcher matcher = CREDENTIAL.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String variable = matcher.group(4);
            String value = environment.apply(variable);
            if (value == null || value.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.ENVIRONMENT,
                        "The manifest takes its credential from " + variable + ", and that variable is not set.");
            }
            // A JSON string is one in YAML too, whatever stands in it.
            String quoted = '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
            matcher.appendReplacement(filled, Matcher.quoteReplacement(matcher.group(1) + matcher.group(2) + quoted));
        }
        return matcher.appendTail(filled).toString();
    }
}
