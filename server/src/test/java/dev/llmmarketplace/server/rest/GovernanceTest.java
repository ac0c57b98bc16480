package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may push verdicts and see them, and what organisations want of their calls. */
@ExtendWith(SharedMarketplace.class)
final class GovernanceTest {
    private static final String VERDICTS = "/api/v1/verdicts";
    private static final String CONSUMPTION = "/api/v1/consumption";

    private final TestMarketplace marketplace;
    private final String organisation;
    private final Api consumer;
    private final Api engine;

    GovernanceTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.organisation = marketplace.organisation(marketplace.unique("governed"));
        this.consumer = marketplace.user(organisation, "consumer");
        this.engine = marketplace.user(marketplace.organisation(marketplace.unique("engine")), "policy_engine");
    }

    private static String path() {
        return VERDICTS + "/" + UUID.randomUUID();
    }

    private String denial(String subject) {
        return """
                {"organisationId": "%s", "subject": %s, "effect": "deny", "policy": "review-7",
                 "reason": "It was not reviewed.", "remediation": "Ask security."}
                """.formatted(organisation, subject);
    }

    @Test
    void anEnginesVerdictIsSeenByThoseItIsAbout() {
        String path = path();
        Reply stored = engine.put(path, denial("{\"kind\": \"model\", \"value\": \"llama-9\"}"))
                .expect(200);
        assertThat(stored.at("/subject/value")).isEqualTo("llama-9");
        assertThat(stored.at("/policy")).isEqualTo("review-7");

        assertThat(consumer.get(VERDICTS + "?limit=100").expect(200).text()).contains(stored.at("/id"));
        Api stranger = marketplace.user(marketplace.organisation(marketplace.unique("stranger")), "consumer");
        assertThat(stranger.get(VERDICTS + "?limit=100").expect(200).text()).doesNotContain(stored.at("/id"));
        stranger.get(VERDICTS + "?organisation=" + organisation).expectProblem(403, "forbidden");

        consumer.delete(path).expectProblem(403, "forbidden");
        consumer.put(path, denial("{\"kind\": \"everything\"}")).expectProblem(403, "forbidden");
        engine.delete(path).expect(204);
        engine.delete(path).expectProblem(404, "not_found");
        assertThat(consumer.get(VERDICTS + "?limit=100").expect(200).text()).doesNotContain(stored.at("/id"));
    }

    @Test
    void aProviderIsNamedByItsSlug() {
        String slug = marketplace.unique("denied");
        marketplace.organisation(slug);

        Reply stored = engine.put(path(), denial("{\"kind\": \"provider\", \"value\": \"%s\"}".formatted(slug)))
                .expect(200);

        assertThat(stored.at("/subject/value")).isEqualTo(slug);
    }

    @Test
    void whatCannotBeJudgedIsRefused() {
        engine.put(path(), denial("{\"kind\": \"service\", \"value\": \"nobody/nothing\"}"))
                .expectProblem(404, "not_found");
        engine.put(path(), denial("{\"kind\": \"provider\"}"))
                .expectProblem(422, "validation_failed")
                .violation("/subject/value");
        engine.put(path(), denial("{\"kind\": \"country\", \"value\": \"XX\"}"))
                .expectProblem(422, "validation_failed");
        engine.put(path(), denial("{\"kind\": \"country\", \"value\": \"US\"}").replace("deny", "allow"))
                .expectProblem(422, "validation_failed")
                .violation("/effect");
        engine.put(path(), denial("{\"kind\": \"everything\"}").replace(organisation, UUID.randomUUID() + ""))
                .expectProblem(404, "not_found");
    }

    @Test
    void anOrganisationSaysWhereItsCallsMayGo() {
        assertThat(consumer.get(CONSUMPTION).expect(200).json().path("residency"))
                .isEmpty();

        Reply stored = consumer.put(CONSUMPTION, "{\"residency\": [\"EU\", \"CH\"], \"cacheSeconds\": 600}")
                .expect(200);

        assertThat(stored.json().path("residency")).hasSize(2);
        assertThat(stored.at("/cacheSeconds")).isEqualTo("600");
        assertThat(consumer.get(CONSUMPTION).expect(200).at("/residency/0")).isEqualTo("CH");
        consumer.put(CONSUMPTION, "{\"residency\": [\"XX\"], \"cacheSeconds\": 0}")
                .expectProblem(422, "validation_failed")
                .violation("/residency");
        marketplace
                .user(organisation, "viewer")
                .put(CONSUMPTION, "{\"residency\": [], \"cacheSeconds\": 0}")
                .expectProblem(403, "forbidden");
    }
}
