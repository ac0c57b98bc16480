package dev.llmmarketplace.core.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.receipt.ReceiptVerifier.Finding;
import dev.llmmarketplace.core.receipt.SealedBatch.Entry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to what was signed is found, and named as closely as can be told. */
final class ReceiptVerifierTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final KeyPair pair;
    private final ReceiptKey key;
    private final SealedBatch first;
    private final SealedBatch second;
    private final SealedBatch third;

    ReceiptVerifierTest() throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        key = ReceiptKey.of(pair.getPublic());
        first = batch(1, Hash.NOTHING, 5);
        second = batch(2, first.seal().root(), 7);
        third = batch(3, second.seal().root(), 1);
    }

    private SealedBatch batch(long sequence, Hash previous, int size) throws GeneralSecurityException {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(entry(i, record(sequence, i)));
        }
        Hash root = MerkleTree.root(entries.stream().map(Entry::leaf).toList());
        BatchSeal seal = new BatchSeal("gateway", sequence, size, root, previous, NOON, key.id());
        return new SealedBatch(seal, sign(seal), entries);
    }

    private static String record(long batch, int index) {
        return CanonicalJson.text(Map.of("call", "call-" + batch + "-" + index, "cost", 100 + index));
    }

    private static Entry entry(int index, String record) {
        return new Entry(index, MerkleTree.leaf(record.getBytes(StandardCharsets.UTF_8)), record);
    }

    private String sign(BatchSeal seal) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(seal.signed());
        return HexFormat.of().formatHex(signature.sign());
    }

    private static SealedBatch with(SealedBatch batch, List<Entry> entries) {
        return new SealedBatch(batch.seal(), batch.signature(), entries);
    }

    private List<Finding> check(SealedBatch... batches) {
        ReceiptVerifier verifier = new ReceiptVerifier(List.of(key));
        for (SealedBatch batch : batches) {
            Map<Integer, String> calls = new HashMap<>();
            batch.entries().forEach(entry -> calls.put(entry.index(), "call of " + entry.index()));
            verifier.check(batch, calls);
        }
        return verifier.findings();
    }

    @Test
    void whatWasNotTouchedIsInOrder() {
        assertThat(check(first, second, third)).isEmpty();
        assertThat(check(second, third)).isEmpty();
    }

    @Test
    void aChangedRecordIsNamed() {
        List<Entry> entries = new ArrayList<>(second.entries());
        entries.set(3, new Entry(3, entries.get(3).leaf(), record(2, 3).replace("103", "1")));

        assertThat(check(first, with(second, entries), third))
                .containsExactly(new Finding("chain gateway, batch 2, entry 3", "call of 3", "the record was changed"));
    }

    @Test
    void aRecordThatWasChangedWithItsHashBreaksTheRoot() {
        List<Entry> entries = new ArrayList<>(second.entries());
        entries.set(3, entry(3, record(2, 3).replace("103", "1")));

        assertThat(check(first, with(second, entries), third))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("signed root"));
    }

    @Test
    void aRemovedRecordIsNamed() {
        List<Entry> entries = new ArrayList<>(second.entries());
        entries.remove(4);

        assertThat(check(first, with(second, entries), third))
                .containsExactly(new Finding("chain gateway, batch 2, entry 4", null, "it was removed"));
        assertThat(check(with(first, List.of()), second)).hasSize(5);
    }

    @Test
    void anAddedRecordIsNamed() {
        List<Entry> entries = new ArrayList<>(second.entries());
        entries.add(entry(7, record(2, 99)));

        assertThat(check(first, with(second, entries), third)).singleElement().satisfies(finding -> {
            assertThat(finding.place()).endsWith("batch 2, entry 7");
            assertThat(finding.message()).contains("added").contains("7 records");
        });
    }

    @Test
    void recordsInAnotherOrderAreNamed() {
        List<Entry> entries = new ArrayList<>(second.entries());
        entries.set(1, second.entries().get(2));
        entries.set(2, second.entries().get(1));

        assertThat(check(first, with(second, entries), third)).anySatisfy(finding -> {
            assertThat(finding.place()).endsWith("batch 2, entry 1");
            assertThat(finding.message()).contains("out of order");
        });
    }

    @Test
    void recordsInAnotherOrderWithNewNumbersBreakTheRoot() {
        List<Entry> entries = new ArrayList<>(second.entries());
        entries.set(1, entry(1, record(2, 2)));
        entries.set(2, entry(2, record(2, 1)));

        assertThat(check(with(second, entries))).hasSize(1);
    }

    @Test
    void aMissingBatchIsNamed() {
        assertThat(check(first, third))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("batches 2 to 2 are missing"));
    }

    @Test
    void batchesInAnotherOrderOrTwiceAreFound() {
        assertThat(check(second, first)).isNotEmpty();
        assertThat(check(first, first)).isNotEmpty();
    }

    @Test
    void aReplacedBatchBreaksTheChain() throws GeneralSecurityException {
        SealedBatch other = batch(2, Hash.of(new byte[32]), 2);
        SealedBatch forged = batch(2, first.seal().root(), 2);

        assertThat(check(first, other)).isNotEmpty();
        assertThat(check(first, forged, third))
                .singleElement()
                .satisfies(finding -> assertThat(finding.place()).endsWith("batch 3"));
    }

    @Test
    void aChangedSealOrAnotherKeyIsFound() throws GeneralSecurityException {
        BatchSeal seal = third.seal();
        BatchSeal later = new BatchSeal(
                seal.chain(),
                seal.sequence(),
                seal.records(),
                seal.root(),
                seal.previous(),
                NOON.plusSeconds(1),
                seal.key());

        assertThat(check(new SealedBatch(later, third.signature(), third.entries())))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("signature"));
        ReceiptVerifier stranger = new ReceiptVerifier(List.of(ReceiptKey.of(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic())));
        stranger.check(first, Map.of());
        assertThat(stranger.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("not among the given"));
    }

    @Test
    void hashesAloneHideRecordsAndKeepTheProof() {
        List<Entry> hidden = second.entries().stream()
                .map(entry -> new Entry(entry.index(), entry.leaf(), null))
                .toList();

        assertThat(check(first, with(second, hidden), third)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33})
    void aReceiptOfEveryRecordIsInOrderAndOfNoOther(int size) throws GeneralSecurityException {
        SealedBatch batch = batch(9, Hash.NOTHING, size);
        List<Hash> leaves = batch.entries().stream().map(Entry::leaf).toList();
        for (int i = 0; i < size; i++) {
            List<Hash> path = MerkleTree.path(leaves, i);
            assertThat(check(new Receipt(record(9, i), i, path, batch.seal(), batch.signature())))
                    .isEmpty();
            assertThat(check(new Receipt(record(9, i) + " ", i, path, batch.seal(), batch.signature())))
                    .hasSize(1);
            if (size > 1) {
                assertThat(check(new Receipt(record(9, i), (i + 1) % size, path, batch.seal(), batch.signature())))
                        .hasSize(1);
            }
        }
    }

    private List<Finding> check(Receipt receipt) {
        ReceiptVerifier verifier = new ReceiptVerifier(List.of(key));
        verifier.check(receipt, "call");
        return verifier.findings();
    }

    @Test
    void theTreeIsThatOfRfc6962() {
        // Roots of the test tree of the reference implementation (google/certificate-transparency).
        List<Hash> leaves = List.of("", "00", "10", "2021", "3031", "40414243").stream()
                .map(hex -> MerkleTree.leaf(HexFormat.of().parseHex(hex)))
                .toList();
        assertThat(MerkleTree.root(leaves.subList(0, 1)).hex())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(MerkleTree.root(leaves.subList(0, 2)).hex())
                .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assertThat(MerkleTree.root(leaves.subList(0, 3)).hex())
                .isEqualTo("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    }

    @Test
    void canonicalJsonIsSortedAndWithoutWhatHasNoValue() {
        Map<String, Object> members = new HashMap<>();
        members.put("b", List.of(true, 2L, "x\"\\\n\u0001ü"));
        members.put("a", Map.of("z", 1, "y", -5L));
        members.put("c", null);

        assertThat(CanonicalJson.text(members))
                .isEqualTo("{\"a\":{\"y\":-5,\"z\":1},\"b\":[true,2,\"x\\\"\\\\\\n\\u0001ü\"]}");
    }
}
