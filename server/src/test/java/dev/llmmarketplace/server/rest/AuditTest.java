package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import dev.llmmarketplace.server.cli.AuditExport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people do and try is entered under their name, and an export proves that nothing of it is missing. */
@ExtendWith(SharedMarketplace.class)
final class AuditTest {
    private static final String AUDIT = "/api/v1/audit";

    private final TestMarketplace marketplace;
    private final String organisation;
    private final Api consumer;
    private final Api auditor;

    @TempDir
    private Path directory;

    AuditTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.organisation = marketplace.organisation(marketplace.unique("watched"));
        this.consumer = marketplace.user(organisation, "consumer");
        this.auditor = marketplace.user(marketplace.organisation(marketplace.unique("watches")), "auditor");
    }

    private JsonNode newest(String query) {
        return auditor.get(AUDIT + query).expect(200).json().at("/items/0");
    }

    @Test
    void aKeyIsMadeUnderTheNameOfWhoMadeIt() {
        Reply made = consumer.post("/api/v1/keys", "{\"name\": \"watched\"}").expect(201);

        JsonNode entry = newest("?subject=" + made.at("/id"));

        assertThat(entry.path("action").asText()).isEqualTo("createKey");
        assertThat(entry.path("organisation").asText()).isEqualTo(organisation);
        assertThat(entry.path("requestId").asText())
                .isEqualTo(made.header("x-request-id").orElseThrow());
        assertThat(entry.at("/after/name").asText()).isEqualTo("watched");
        assertThat(entry.toString()).doesNotContain(made.at("/key"));
        String me = consumer.get("/api/v1/auth/me").at("/user/id");
        assertThat(entry.path("actor").asText()).isEqualTo(me);
        assertThat(newest("?actor=" + me).path("id").asLong())
                .isEqualTo(entry.path("id").asLong());
    }

    @Test
    void whatIsRefusedIsEnteredToo() {
        Reply refused =
                consumer.post("/api/v1/users", """
                        {"email": "x@example.com", "password": "does not matter here", "fullName": "X",
                         "organisationId": "%s", "roles": ["super_admin"]}
                        """.formatted(organisation)).expectProblem(403, "forbidden");

        JsonNode entry = newest("?action=createUser&organisation=" + organisation);

        assertThat(entry.path("requestId").asText())
                .isEqualTo(refused.header("x-request-id").orElseThrow());
        assertThat(entry.path("change").asText()).isEqualTo("refused");
        assertThat(entry.at("/after/code").asText()).isEqualTo("forbidden");
    }

    @Test
    void aFailedSignInIsEnteredWithoutTheEmail() {
        String email = marketplace.unique("nobody") + "@example.com";
        Reply refused = marketplace
                .nobody()
                .post("/api/v1/auth/login", "{\"email\": \"%s\", \"password\": \"wrong\"}".formatted(email))
                .expectProblem(401, "unauthenticated");

        Reply entries = auditor.get(AUDIT + "?action=login&limit=100").expect(200);

        assertThat(entries.text()).contains(refused.header("x-request-id").orElseThrow(), "email sha256:");
        assertThat(entries.text()).doesNotContain(email);
    }

    @Test
    void readingIsForAuditorsAndLeavesNoEntry() {
        consumer.get(AUDIT).expectProblem(403, "forbidden");
        consumer.get(AUDIT + "/batches").expectProblem(403, "forbidden");
        assertThat(auditor.get(AUDIT + "?organisation=" + organisation + "&action=listAuditEntries")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void anExportIsVerifiedOfflineAndShowsWhatWasDoneToIt() throws IOException {
        String id = consumer.post("/api/v1/keys", "{\"name\": \"exported\"}").at("/id");
        await("the entry is sealed")
                .atMost(Duration.ofMinutes(1))
                .until(() -> newest("?subject=" + id).has("batch"));
        AuditExport export = AuditExport.take(auditor, directory);

        assertThat(export.verify().out()).contains("In order: ");
        assertThat(export.verify().exitCode()).isZero();

        assertThat(export.changed("exported", "imported").verify().out()).contains("the record was changed");
        assertThat(export.without(0).verify().out()).contains("are missing");
        assertThat(export.cutOff().verify().out()).contains("are missing");
        assertThat(export.withoutHead().verify().out()).contains("its head is missing");
        assertThat(export.swapped().verify().exitCode()).isEqualTo(1);
    }
}
