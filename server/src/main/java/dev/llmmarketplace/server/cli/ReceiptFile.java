package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.llmmarketplace.core.receipt.BatchSeal;
import dev.llmmarketplace.core.receipt.CanonicalJson;
import dev.llmmarketplace.core.receipt.Hash;
import dev.llmmarketplace.core.receipt.Receipt;
import dev.llmmarketplace.core.receipt.ReceiptKey;
import dev.llmmarketplace.core.receipt.ReceiptVerifier;
import dev.llmmarketplace.core.receipt.SealedBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Reads receipts and keys from files: one batch or receipt to a line. Needs no server. */
final class ReceiptFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ReceiptFile() {}

    /**
     * @param key a file with a JSON Web Key Set, or the {@code x} of a key itself
     * @throws CommandFailure when it is neither
     */
    static List<ReceiptKey> keys(String key) {
        Path file = Path.of(key);
        try {
            if (!Files.exists(file)) {
                return List.of(new ReceiptKey(key));
            }
            List<ReceiptKey> keys = new ArrayList<>();
            JSON.readTree(Files.readString(file))
                    .path("keys")
                    .forEach(jwk -> keys.add(new ReceiptKey(jwk.path("x").asText())));
            return keys;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "'" + key + "' is neither a file of keys (see 'marketplace receipts keys') nor a key: "
                            + e.getMessage());
        }
    }

    /** @throws CommandFailure when the file cannot be read, or a line of it is no batch and no receipt */
    static void check(Path file, ReceiptVerifier verifier) {
        int line = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (!text.isBlank()) {
                    check(JSON.readTree(text), verifier);
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED, file + ", line " + line + ": is no batch and no receipt: " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, file + " cannot be read: " + e.getMessage());
        }
    }

    private static void check(JsonNode node, ReceiptVerifier verifier) throws JsonProcessingException {
        if (node.has("head")) {
            JsonNode head = node.get("head");
            verifier.checkHead(seal(head.path("batch")), head.path("signature").asText());
            return;
        }
        if (node.has("path")) {
            verifier.check(receipt(node), name(node.path("record")));
            return;
        }
        Map<Integer, String> names = new HashMap<>();
        List<SealedBatch.Entry> entries = new ArrayList<>();
        for (JsonNode entry : node.path("entries")) {
            int index = entry.path("index").asInt(-1);
            if (entry.has("record")) {
                names.put(index, name(entry.get("record")));
            }
            entries.add(new SealedBatch.Entry(
                    index,
                    Hash.parse(entry.path("leaf").asText()),
                    entry.has("record") ? canonical(entry.get("record")) : null));
        }
        verifier.check(
                new SealedBatch(seal(node.path("batch")), node.path("signature").asText(), entries), names);
    }

    private static String name(JsonNode record) {
        return record.has("call")
                ? "call " + record.get("call").asText()
                : "id " + record.path("id").asText();
    }

    private static Receipt receipt(JsonNode node) throws JsonProcessingException {
        return new Receipt(
                canonical(node.path("record")),
                node.path("index").asInt(-1),
                StreamSupport.stream(node.path("path").spliterator(), false)
                        .map(hash -> Hash.parse(hash.asText()))
                        .toList(),
                seal(node.path("batch")),
                node.path("signature").asText());
    }

    private static BatchSeal seal(JsonNode batch) {
        return new BatchSeal(
                batch.path("chain").asText(),
                batch.path("sequence").asLong(),
                batch.path("records").asInt(),
                Hash.parse(batch.path("root").asText()),
                Hash.parse(batch.path("previous").asText()),
                Instant.parse(batch.path("at").asText()),
                batch.path("key").asText());
    }

    /** However it was formatted since. */
    private static String canonical(JsonNode record) throws JsonProcessingException {
        return CanonicalJson.text(JSON.treeToValue(record, Object.class));
    }
}
