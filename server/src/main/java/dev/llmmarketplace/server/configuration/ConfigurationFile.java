package dev.llmmarketplace.server.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.kernel.Problem.Place;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Pointer;
import dev.llmmarketplace.server.json.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A YAML file of settings, nested or with dotted keys: {@code http: {port: 80}} and {@code http.port: 80} are the same. */
final class ConfigurationFile {
    private final Path file;
    private final Map<String, Source.Found> values = new TreeMap<>();

    private ConfigurationFile(Path file) {
        this.file = file;
    }

    static Source read(Path file) throws InvalidConfiguration {
        ConfigurationFile reader = new ConfigurationFile(file);
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
                reader.read(Document.read(bytes, Syntax.YAML));
            }
            return Source.file(reader.values);
        } catch (IOException e) {
            throw mistake(file, "cannot be read: " + e.getMessage(), "Check the path and the file's permissions.");
        } catch (ProblemException e) {
            throw mistake(file, e.problem().detail(), "Correct the YAML.");
        }
    }

    private void read(Document document) {
        if (document.root().isObject()) {
            gather(document, document.root(), "", "");
        } else if (!document.root().isNull()) {
            values.put("(whole file)", new Source.Found("", file.toString()));
        }
    }

    private void gather(Document document, JsonNode object, String prefix, String pointer) {
        object.properties().forEach(member -> {
            String key = prefix + member.getKey();
            String at = Pointer.member(pointer, member.getKey());
            if (member.getValue().isObject()) {
                gather(document, member.getValue(), key + ".", at);
            } else {
                values.put(key, new Source.Found(text(member.getValue()), place(document, at)));
            }
        });
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.isNull() ? "" : value.asText();
        }
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(item.asText()));
        return String.join(",", items);
    }

    private String place(Document document, String pointer) {
        Place place = document.positions().of(pointer);
        return file + (place == null ? "" : ":" + place.line());
    }

    private static InvalidConfiguration mistake(Path file, String message, String mend) {
        return new InvalidConfiguration(List.of(new Mistake("configuration file", file.toString(), message, mend)));
    }
}
