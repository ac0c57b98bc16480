package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.TestMarketplace;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Approvers answer for others who have asked them to, and two levels stay two people's decisions. */
final class DelegationTest {
    private static TestMarketplace marketplace;

    private String slug;
    private Api provider;
    private Person absent;
    private Person deputy;
    private Person other;

    /** Somebody, and how he is named to others. */
    private record Person(Api api, String email) {
        static Person with(String... roles) {
            Api api = marketplace.user(marketplace.organisation(marketplace.unique("office")), roles);
            return new Person(api, api.get("/api/v1/auth/me").expect(200).at("/user/email"));
        }
    }

    @BeforeAll
    static void open() {
        marketplace = new TestMarketplace(builder -> builder.set("publishing.approval.levels", "approver,super_admin"));
    }

    @AfterAll
    static void close() {
        marketplace.close();
    }

    @BeforeEach
    void people() {
        slug = marketplace.unique("app");
        provider = marketplace.user(marketplace.organisation(slug), "provider");
        absent = Person.with("super_admin");
        deputy = Person.with("approver");
        other = Person.with("approver");
    }

    private JsonNode asked() {
        Reply published = provider.publish("""
            manifestVersion: 1
            provider: %s
            name: chat
            version: 1.0.0
            title: A service
            description: Something that answers questions.
            category: text-generation
            capabilities: [{name: chat}]
            pricing: {model: per-token, currency: USD, rates: {input: 0.15, output: 0.6}}
            compliance: {level: confidential, certifications: [SOC2], dataResidency: [CH]}
            """.formatted(slug)).expect(201);
        for (JsonNode item :
                deputy.api().get("/api/v1/approvals?limit=100").json().path("items")) {
            if (item.path("versionId").asText().equals(published.at("/versionId"))) {
                return item;
            }
        }
        throw new AssertionError("nobody is asked");
    }

    private static Reply approve(Person who, JsonNode approval) {
        String path = "/api/v1/approvals/" + approval.path("id").asText();
        String tag = who.api().get(path).expect(200).header("etag").orElseThrow();
        return who.api()
                .send(
                        "POST",
                        path + "/answers",
                        request -> request.header("if-match", tag)
                                .header("content-type", "application/json")
                                .POST(BodyPublishers.ofString("{\"answer\": \"approve\"}")));
    }

    private static Reply delegate(Person from, Person to, String more) {
        return from.api()
                .post(
                        "/api/v1/approval-delegations",
                        "{\"to\": \"%s\", \"until\": \"%s\"%s}"
                                .formatted(to.email(), Instant.now().plus(Duration.ofDays(7)), more));
    }

    @Test
    void aDeputyAnswersForTheRolesOfWhomHeStandsFor() {
        JsonNode approval = asked();
        approve(other, approval).expect(200);
        approve(deputy, approval).expectProblem(403, "forbidden");

        delegate(absent, deputy, "").expect(201);

        Reply answered = approve(deputy, approval).expect(200);
        assertThat(answered.at("/approval/state")).isEqualTo("approved");
        assertThat(answered.at("/approval/votes/1/inPlaceOf"))
                .isEqualTo(absent.api().get("/api/v1/auth/me").at("/user/id"));
    }

    @Test
    void oneWhoHasAnsweredDoesNotAnswerAgainForAnother() {
        JsonNode approval = asked();
        delegate(absent, deputy, "").expect(201);
        approve(deputy, approval).expect(200);

        approve(deputy, approval).expectProblem(403, "forbidden");
    }

    @Test
    void nobodyAnswersTwiceByADeputy() {
        JsonNode approval = asked();
        approve(absent, approval).expect(200);
        delegate(absent, deputy, "").expect(201);

        approve(deputy, approval).expectProblem(403, "forbidden");
    }

    @Test
    void theRequesterHasNoDeputy() {
        String organisation = marketplace.organisation(marketplace.unique("own"));
        Api asking = marketplace.user(organisation, "super_admin");
        Person requester = new Person(asking, asking.get("/api/v1/auth/me").at("/user/email"));
        provider = asking;
        slug = asking.get("/api/v1/organisations/" + organisation).at("/slug");
        JsonNode approval = asked();
        approve(other, approval).expect(200);
        delegate(requester, deputy, "").expect(201);

        approve(deputy, approval).expectProblem(403, "forbidden");
    }

    @Test
    void itHoldsInItsTimeOnlyAndUntilItIsRevoked() {
        JsonNode approval = asked();
        approve(other, approval).expect(200);
        delegate(absent, deputy, ", \"from\": \"%s\"".formatted(Instant.now().plus(Duration.ofDays(1))))
                .expect(201);
        approve(deputy, approval).expectProblem(403, "forbidden");

        String given = delegate(absent, deputy, "").expect(201).at("/id");
        deputy.api().delete("/api/v1/approval-delegations/" + given).expectProblem(404, "not_found");
        absent.api().delete("/api/v1/approval-delegations/" + given).expect(204);

        approve(deputy, approval).expectProblem(403, "forbidden");
        assertThat(deputy.api().get("/api/v1/approval-delegations").expect(200).text())
                .contains("revokedAt");
    }

    @Test
    void onlyAnotherApproverCanAnswerAndNotForever() {
        Person nobody = Person.with("viewer");

        delegate(absent, nobody, "").expectProblem(422, "validation_failed");
        delegate(absent, absent, "").expectProblem(422, "validation_failed");
        absent.api()
                .post(
                        "/api/v1/approval-delegations",
                        "{\"to\": \"%s\", \"until\": \"%s\"}"
                                .formatted(deputy.email(), Instant.now().plus(Duration.ofDays(200))))
                .expectProblem(422, "validation_failed");
        nobody.api().get("/api/v1/approval-delegations").expectProblem(403, "forbidden");
    }
}
