package dev.llmmarketplace.server.cli.bench.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.llmmarketplace.server.cli.CommandFailure;
import dev.llmmarketplace.server.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A file of one record a line, in UTF-8, whose faults are told with file and line. Empty lines are passed over. */
final class Lines {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;

    private Lines(Path file) {
        this.file = file;
    }

    static Lines of(Path file) {
        return new Lines(file);
    }

    void forEach(Consumer<Line> reader) {
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                String record = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
                if (!record.isBlank()) {
                    reader.accept(new Line(file, number, record));
                }
            }
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, "There is no file " + file + ".");
        } catch (CharacterCodingException e) {
            throw new CommandFailure(ExitCode.USAGE, file + " is not UTF-8, somewhere after line " + number + ".");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, file + " cannot be read: " + e.getMessage());
        }
    }

    /** @param number from 1 */
    record Line(Path file, int number, String text) {

        List<String> columns() {
            return Arrays.stream(text.split("\t", -1)).map(String::strip).toList();
        }

        JsonNode object() {
            try {
                JsonNode json = JSON.readTree(text);
                if (!json.isObject()) {
                    throw failure("expected a JSON object");
                }
                return json;
            } catch (JsonProcessingException e) {
                throw failure("not JSON: "
                        + e.getOriginalMessage().lines().findFirst().orElse(""));
            }
        }

        /** A text, or a number that stands for one. */
        String identifier(JsonNode json, String member) {
            JsonNode value = json.path(member);
            if (!value.isTextual() && !value.isNumber() || value.asText().isBlank()) {
                throw failure("expected a member '" + member + "' with an identifier");
            }
            return value.asText().strip();
        }

        /** Empty when there is none. */
        String text(JsonNode json, String member) {
            JsonNode value = json.path(member);
            if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
                throw failure("expected '" + member + "' to be a text");
            }
            return value.asText("");
        }

        CommandFailure failure(String message) {
            return new CommandFailure(ExitCode.USAGE, file + ", line " + number + ": " + message + ".");
        }
    }
}
