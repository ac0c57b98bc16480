package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.adapters.contract.Examples;
import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.adapters.vault.Ed25519ReceiptSigner;
import dev.llmmarketplace.adapters.vault.SecretDirectory;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.audit.Action;
import dev.llmmarketplace.core.audit.AuditEntry;
import dev.llmmarketplace.core.audit.AuditEntry.Change;
import dev.llmmarketplace.core.audit.AuditTrail;
import dev.llmmarketplace.core.audit.AuditTrail.Filter;
import dev.llmmarketplace.core.audit.AuditTrail.Placed;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.receipt.ReceiptSigner;
import dev.llmmarketplace.core.receipt.ReceiptVerifier;
import dev.llmmarketplace.core.receipt.SealedBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever changes is entered with who did it, and no entry can be lost unseen. */
@ParameterizedClass
@EnumSource(Engine.class)
class PostgresAuditTrailTest {
    private final Database database;
    private final Stores stores;
    private final ReceiptSigner signer;
    private final AuditTrail trail;
    private final Organisation organisation = Examples.organisation();
    private final UserId actor = UserId.next();
    private final ApiKey key = Examples.key(organisation.id());

    PostgresAuditTrailTest(Engine engine) throws IOException {
        database = engine.shared().database();
        stores = engine.shared().stores();
        signer = Ed25519ReceiptSigner.open(
                SecretDirectory.open(Files.createTempDirectory(Path.of("target"), "audit-secrets-")));
        trail = new PostgresAuditTrail(database, signer, Time.system());
    }

    @BeforeEach
    void somebodyMakesAndRevokesAKey() {
        stores.access().createOrganisation(organisation);
        act("createKey", () -> stores.access().createKey(key));
        act("revokeKey", () -> stores.access().revokeKey(key.id(), Examples.now()));
    }

    private void act(String name, Runnable work) {
        new Action(name, actor, organisation.id(), "because", "request-1", "127.0.0.1").run(() -> {
            work.run();
            return true;
        });
    }

    private List<AuditEntry> entriesAbout(Object subject) {
        Filter filter = new Filter(null, null, null, subject.toString(), null, null);
        return trail.entries(filter, new Page.Request(100, null)).items().stream()
                .map(Placed::entry)
                .toList();
    }

    @Test
    void aChangeIsEnteredWithWhoAndWhatAndWhy() {
        List<AuditEntry> entries = entriesAbout(key.id());

        assertThat(entries).extracting(AuditEntry::action).containsExactly("revokeKey", "createKey");
        AuditEntry revoked = entries.getFirst();
        assertThat(revoked.actor()).isEqualTo(actor);
        assertThat(revoked.organisation()).isEqualTo(organisation.id());
        assertThat(revoked.change()).isEqualTo(Change.CHANGED);
        assertThat(revoked.particulars().before()).isEmpty();
        assertThat(revoked.particulars().after()).containsOnlyKeys("revoked_at");
        assertThat(revoked.particulars().reason()).isEqualTo("because");
        assertThat(revoked.particulars().request()).isEqualTo("request-1");
    }

    @Test
    void secretsAreNamedAndNotShown() {
        AuditEntry created = entriesAbout(key.id()).getLast();

        assertThat(created.particulars().after()).containsEntry("digest", "redacted");
        assertThat(created.canonical()).doesNotContain(key.digest().toString());
    }

    @Test
    void whatTheProgramDoesByItselfIsEnteredAsItsOwn() {
        AuditEntry created = entriesAbout(organisation.id()).getLast();

        assertThat(created.action()).isEqualTo("system");
        assertThat(created.actor()).isNull();
    }

    @Test
    void anActionThatIsRolledBackLeavesNoEntry() {
        Organisation never = Examples.organisation();

        assertThatThrownBy(() -> database.change(handle -> {
                    OrganisationTable.insert(handle, never);
                    throw new IllegalStateException("on the way");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(entriesAbout(never.id())).isEmpty();
    }

    @Test
    void theUseOfAKeyIsNoAction() {
        stores.access().recordKeyUse(key.id(), Examples.now());

        assertThat(entriesAbout(key.id())).hasSize(2);
    }

    @Test
    void aRefusalIsEnteredToo() {
        String subject = Examples.name("subject");
        Action action = new Action("login", null, null, null, "request-2", "127.0.0.1");

        trail.enter(action, new AuditTrail.Refusal(Change.REFUSED, subject, "unauthenticated"));

        AuditEntry refused = entriesAbout(subject).getFirst();
        assertThat(refused.change()).isEqualTo(Change.REFUSED);
        assertThat(refused.particulars().after()).isEqualTo(Map.of("code", "unauthenticated"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET reason = 'another'",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "UPDATE audit_batch SET sequence = sequence + 1",
                "DELETE FROM audit_place"
            })
    void theDatabaseRefusesToForget(String sql) {
        assertThatThrownBy(() -> database.change(handle -> handle.execute(sql))).hasStackTraceContaining("audit_");
    }

    @Test
    void whoActsForAnOrganisationCannotWriteEntriesHimself() {
        String sql = "INSERT INTO audit_entry (action, change, kind, subject) VALUES ('a', 'done', 'k', 's')";

        assertThatThrownBy(() -> database.changeFor(organisation.id(), handle -> handle.execute(sql)))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        database.changeFor(organisation.id(), handle -> handle.execute("SELECT FROM audit_entry")))
                .hasMessageContaining("permission denied");
    }

    @Test
    void sealedBatchesAreInOrderAndShowAnEntryThatWasPutInsteadOfAnother() {
        ReceiptVerifier untouched = new ReceiptVerifier(List.of(signer.key()));
        ReceiptVerifier touched = new ReceiptVerifier(List.of(signer.key()));
        List<SealedBatch> batches = sealed();

        for (SealedBatch batch : batches) {
            untouched.check(batch, Map.of());
            touched.check(swapped(batch), Map.of());
        }
        AuditTrail.Head head = trail.head().orElseThrow();
        untouched.checkHead(head.seal(), head.signature());

        assertThat(untouched.findings())
                .filteredOn(finding -> !finding.message().contains("not among the given ones"))
                .isEmpty();
        assertThat(touched.findings()).anyMatch(finding -> finding.message().contains("the record was changed"));
    }

    @Test
    void anEntryThatIsWrittenWhileAnotherTransactionLastsIsSealedWithoutWaiting() {
        UUID id = UUID.randomUUID();
        database.change(slow -> {
            slow.execute("INSERT INTO audit_entry (action, change, kind, subject) VALUES ('a', 'done', 'k', 'slow')");
            // On another thread, for this one has its connection.
            CompletableFuture.runAsync(() -> {
                        database.change(fast -> fast.execute(
                                "INSERT INTO audit_entry (action, change, kind, subject) VALUES ('a', 'done', 'k', ?)",
                                id.toString()));
                        sealed();
                    })
                    .join();
        });
        sealed();

        assertThat(batchOf("slow")).isGreaterThan(batchOf(id.toString()));
    }

    private Long batchOf(String subject) {
        Filter filter = new Filter(null, null, null, subject, null, null);
        Long batch = trail.entries(filter, new Page.Request(1, null))
                .items()
                .getFirst()
                .batch();
        return batch == null ? -1L : batch;
    }

    private List<SealedBatch> sealed() {
        while (trail.seal() > 0) {
            // until all are
        }
        List<SealedBatch> batches = new ArrayList<>();
        String cursor = null;
        do {
            Page<SealedBatch> page = trail.batches(
                    null, Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"), new Page.Request(100, cursor));
            batches.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return batches;
    }

    private static SealedBatch swapped(SealedBatch batch) {
        List<SealedBatch.Entry> entries = batch.entries().stream()
                .map(entry -> new SealedBatch.Entry(
                        entry.index(),
                        entry.leaf(),
                        entry.record() == null ? null : entry.record().replace("because", "in spite")))
                .toList();
        return new SealedBatch(batch.seal(), batch.signature(), entries);
    }
}
