package dev.llmmarketplace.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.receipt.BatchSeal;
import dev.llmmarketplace.core.receipt.CanonicalJson;
import dev.llmmarketplace.core.receipt.Hash;
import dev.llmmarketplace.core.receipt.MerkleTree;
import dev.llmmarketplace.core.receipt.ReceiptKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts are checked with a file and a key alone. */
final class VerifyCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private KeyPair pair;
    private Path file;
    private Path keys;

    @BeforeEach
    void receipts() throws GeneralSecurityException, IOException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        ReceiptKey key = ReceiptKey.of(pair.getPublic());
        keys = Files.writeString(
                directory.resolve("keys.json"), "{\"keys\":[{\"kty\":\"OKP\",\"x\":\"" + key.x() + "\"}]}");
        file = directory.resolve("receipts.jsonl");
        Files.write(file, List.of(batch(key, 1, Hash.NOTHING), ""));
    }

    private String batch(ReceiptKey key, long sequence, Hash previous)
            throws GeneralSecurityException, JsonProcessingException {
        List<Hash> leaves = new ArrayList<>();
        ObjectNode line = JSON.createObjectNode();
        for (int i = 0; i < 3; i++) {
            Map<String, Object> record = Map.of("call", "call-" + i, "cost", Map.of("nanos", 5_000_000_000L + i));
            leaves.add(MerkleTree.leaf(CanonicalJson.bytes(record)));
            line.withArrayProperty("entries")
                    .addObject()
                    .put("index", i)
                    .put("leaf", leaves.getLast().hex())
                    .set("record", JSON.valueToTree(record));
        }
        BatchSeal seal = new BatchSeal(
                "gateway",
                sequence,
                3,
                MerkleTree.root(leaves),
                previous,
                Instant.parse("2026-11-01T00:00:00Z"),
                key.id());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(seal.signed());
        line.set("batch", JSON.valueToTree(seal.members()));
        line.put("signature", HexFormat.of().formatHex(signature.sign()));
        return JSON.writeValueAsString(line);
    }

    private Commands.Result verify() {
        return Commands.bare("verify", "receipts", file.toString(), "--key", keys.toString());
    }

    private void edit(Consumer<ObjectNode> change) throws IOException {
        JsonNode line = JSON.readTree(Files.readAllLines(file).getFirst());
        change.accept((ObjectNode) line);
        Files.writeString(file, JSON.writeValueAsString(line));
    }

    @Test
    void whatWasNotTouchedIsInOrder() {
        Commands.Result result = verify();

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("In order: 3 records in 1 signed batches.");
    }

    @Test
    void membersMayComeInAnyOrder() throws IOException {
        edit(line -> ((ObjectNode) line.at("/entries/1/record"))
                .set("call", line.at("/entries/1/record").get("call")));
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void aChangedCostIsNamedByItsCall() throws IOException {
        edit(line -> ((ObjectNode) line.at("/entries/1/record/cost")).put("nanos", 1));

        Commands.Result result = verify();

        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out()).contains("batch 1, entry 1 (call call-1): the record was changed");
    }

    @Test
    void aRemovedEntryIsNamed() throws IOException {
        edit(line -> line.withArrayProperty("entries").remove(2));

        assertThat(verify().out()).contains("batch 1, entry 2: it was removed");
    }

    @Test
    void whatIsNoReceiptIsSaidWithItsLine() throws IOException {
        Files.writeString(file, "not json");

        Commands.Result result = verify();

        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("line 1");
    }

    @Test
    void aKeyMayBeGivenItself() {
        String x = ReceiptKey.of(pair.getPublic()).x();
        assertThat(Commands.bare("verify", "receipts", file.toString(), "--key", x)
                        .exitCode())
                .isZero();
        assertThat(Commands.bare("verify", "receipts", file.toString(), "--key", "nonsense")
                        .exitCode())
                .isEqualTo(ExitCode.ENVIRONMENT);
    }
}
