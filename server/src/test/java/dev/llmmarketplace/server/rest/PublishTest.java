package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A provider publishes; approvers and moderators decide; everyone else sees what is listed. */
@ExtendWith(SharedMarketplace.class)
final class PublishTest {
    private static final String CONFIDENTIAL =
            "compliance: {level: confidential, certifications: [SOC2], dataResidency: [CH]}";

    private final TestMarketplace marketplace;
    private String slug = "";
    private Api provider;

    PublishTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.provider = marketplace.nobody();
    }

    @BeforeEach
    void aProvider() {
        slug = marketplace.unique("pub");
        provider = marketplace.user(marketplace.organisation(slug), "provider");
    }

    @Test
    void aPricedServiceIsActiveAtOnceAndListed() {
        Reply published = provider.publish(manifest("chat", "1.0.0", "")).expect(201);

        assertThat(published.at("/status")).isEqualTo("active");
        assertThat(published.at("/callable")).isEqualTo("true");
        Reply listed = marketplace
                .nobody()
                .get("/api/v1/services/by-name/" + slug + "/chat")
                .expect(200);
        assertThat(listed.at("/id")).isEqualTo(published.at("/id"));
        assertThat(listed.at("/pricing/rates/cacheRead")).isEqualTo("0.15");
    }

    @Test
    void whereCallsGoIsForTheProvidersEyesAndTheCredentialForNobodys() {
        String id =
                provider.publish(manifest("secret", "1.0.0", "")).expect(201).at("/id");

        Reply own = provider.get("/api/v1/services/" + id).expect(200);
        Reply strangers = marketplace.nobody().get("/api/v1/services/" + id).expect(200);

        assertThat(own.at("/endpoint/url")).isEqualTo("https://api.example.com/v1");
        assertThat(strangers.json().at("/endpoint").has("url")).isFalse();
        assertThat(own.text() + strangers.text()).doesNotContain("top-secret-credential");
    }

    @Test
    void theSameVersionOrALowerOneIsAConflict() {
        provider.publish(manifest("once", "1.1.0", "")).expect(201);

        provider.publish(manifest("once", "1.1.0", "")).expectProblem(409, "conflict");
        provider.publish(manifest("once", "1.0.9", "")).expectProblem(409, "conflict");
        provider.publish(manifest("once", "1.2.0", "")).expect(201);
    }

    private Reply plan(Api who, String yaml) {
        byte[] body = yaml.getBytes(StandardCharsets.UTF_8);
        return who.post("/api/v1/services/validate", "application/yaml", body).expect(200);
    }

    @Test
    void aCheckTellsWhatPublishingWouldChange() {
        String first = manifest("planned", "1.0.0", "");
        assertThat(plan(provider, first).at("/plan/action")).isEqualTo("CREATE");
        provider.publish(first).expect(201);

        assertThat(plan(provider, first).at("/plan/action")).isEqualTo("UNCHANGED");
        Reply update = plan(provider, manifest("planned", "1.1.0", "model: another"));
        assertThat(update.at("/plan/action")).isEqualTo("UPDATE");
        assertThat(update.at("/plan/present")).isEqualTo("1.0.0");
        assertThat(update.json().at("/plan/changes")).hasSize(1);
        assertThat(update.at("/plan/changes/0/field")).isEqualTo("/model");
        assertThat(update.at("/plan/changes/0/after")).isEqualTo("another");
        Reply conflict = plan(provider, manifest("planned", "0.9.0", ""));
        assertThat(conflict.at("/valid")).isEqualTo("false");
        assertThat(conflict.violation("/version").path("line").asInt()).isPositive();

        Api rival = marketplace.user(marketplace.organisation(marketplace.unique("rival")), "provider");
        assertThat(plan(rival, first).json().has("plan")).isFalse();
    }

    @Test
    void warningsHinderWhoWantsItStrictly() {
        String unpriced = manifest("strict", "1.0.0", "").replaceAll("(?m)^pricing:.*\n", "");

        provider.post("/api/v1/services?strict=true", "application/yaml", unpriced.getBytes(StandardCharsets.UTF_8))
                .expectProblem(422, "validation_failed")
                .violation("/pricing");
    }

    @Test
    void anUnpricedServiceWaitsAndCannotBeApproved() {
        Reply published = provider.publish(manifest("unpriced", "1.0.0", "").replaceAll("(?m)^pricing:.*\n", ""))
                .expect(201);
        String version = "/api/v1/services/" + published.at("/id") + "/versions/1.0.0";

        assertThat(published.at("/status")).isEqualTo("pending_approval");
        marketplace.nobody().get(version).expectProblem(404, "not_found");
        marketplace.root().post(version + "/approve", "").expectProblem(422, "validation_failed");
        assertThat(provider.get(version).at("/status")).isEqualTo("pending_approval");
    }

    @Test
    void confidentialDataNeedsAnApproversDecision() {
        String id = provider.publish(manifest("sensitive", "1.0.0", CONFIDENTIAL))
                .expect(201)
                .at("/id");
        String version = "/api/v1/services/" + id + "/versions/1.0.0";

        provider.post(version + "/approve", "").expectProblem(403, "forbidden");
        marketplace.nobody().get(version).expectProblem(404, "not_found");
        marketplace
                .root()
                .post(version + "/approve", "{\"reason\": \"checked\"}")
                .expect(200);

        assertThat(marketplace.nobody().get(version).expect(200).at("/status")).isEqualTo("active");
        marketplace.root().post(version + "/approve", "").expectProblem(409, "conflict");
    }

    @Test
    void aSuspendedServiceIsGoneUntilItIsReinstated() {
        String id =
                provider.publish(manifest("suspect", "1.0.0", "")).expect(201).at("/id");
        String version = "/api/v1/services/" + id + "/versions/1.0.0";

        marketplace
                .root()
                .post(version + "/suspend", "{\"reason\": \"complaints\"}")
                .expect(200);
        marketplace.nobody().get("/api/v1/services/" + id).expectProblem(404, "not_found");
        marketplace.root().post(version + "/reinstate", "").expect(200);

        marketplace.nobody().get("/api/v1/services/" + id).expect(200);
    }

    @Test
    void onlyItsProviderDeprecatesAVersion() {
        String id = provider.publish(manifest("old", "1.0.0", "")).expect(201).at("/id");
        String deprecate = "/api/v1/services/" + id + "/versions/1.0.0/deprecate";
        Api rival = marketplace.user(marketplace.organisation(marketplace.unique("rival")), "provider");

        rival.post(deprecate, "").expectProblem(403, "forbidden");

        assertThat(provider.post(deprecate, "").expect(200).at("/status")).isEqualTo("deprecated");
    }

    @Test
    void nobodyPublishesForAnotherOrganisation() {
        Api rival = marketplace.user(marketplace.organisation(marketplace.unique("rival")), "provider");

        rival.publish(manifest("stolen", "1.0.0", "")).expectProblem(403, "forbidden");
        rival.publish(manifest("stolen", "1.0.0", "").replace(slug, "no-such-organisation"))
                .expectProblem(422, "validation_failed")
                .violation("/provider");

        provider.get("/api/v1/services/by-name/" + slug + "/stolen").expectProblem(404, "not_found");
    }

    @Test
    void aConsumersOrganisationCannotPublish() {
        String id = marketplace.organisation(marketplace.unique("only-consumer"));
        marketplace
                .root()
                .patch("/api/v1/organisations/" + id, "{\"provider\": false}")
                .expect(200);
        String name = marketplace.root().get("/api/v1/organisations/" + id).at("/slug");

        marketplace
                .user(id, "provider")
                .publish(manifest("x", "1.0.0", "").replace(slug, name))
                .expectProblem(403, "forbidden");
    }

    @Test
    void everyBrokenRuleIsReportedWithItsPlaceAndNothingIsStored() {
        String manifest = manifest("broken", "1.0.0", "compliance: {dataResidency: [DE, XX]}")
                .replace("https://api.example.com/v1", "http://127.0.0.1:9/v1");

        Reply reply = provider.publish(manifest).expectProblem(422, "validation_failed");

        assertThat(reply.violation("/endpoint/url").path("line").asInt()).isEqualTo(11);
        assertThat(reply.violation("/compliance/gdpr").path("mend").asText()).contains("GDPR");
        assertThat(reply.violation("/compliance/dataResidency").path("message").asText())
                .contains("XX");
        provider.get("/api/v1/services/by-name/" + slug + "/broken").expectProblem(404, "not_found");
    }

    @Test
    void aDryRunReportsAndStoresNothing() {
        byte[] good = manifest("dry", "1.0.0", "").getBytes(StandardCharsets.UTF_8);
        byte[] bad = manifest("dry", "1.0.0-beta", "").getBytes(StandardCharsets.UTF_8);

        Reply valid = provider.post("/api/v1/services/validate", "application/yaml", good)
                .expect(200);
        Reply invalid = provider.post("/api/v1/services/validate", "application/yaml", bad)
                .expect(200);

        assertThat(valid.at("/valid")).isEqualTo("true");
        assertThat(invalid.at("/valid")).isEqualTo("false");
        assertThat(invalid.violation("/version").path("line").asInt()).isEqualTo(4);
        provider.get("/api/v1/services/by-name/" + slug + "/dry").expectProblem(404, "not_found");
    }

    @Test
    void malformedYamlIsRefusedWithItsPlace() {
        Reply reply = provider.publish("provider: acme\n  name: [").expectProblem(400, "malformed_request");

        assertThat(reply.violation("").path("line").asInt()).isEqualTo(2);
    }

    @Test
    void aStoredCredentialMakesAServiceCallable() {
        String manifest = manifest("later", "1.0.0", "").replace(", credential: top-secret-credential", "");
        Reply published = provider.publish(manifest).expect(201);
        assertThat(published.at("/callable")).isEqualTo("false");

        provider.put("/api/v1/services/" + published.at("/id") + "/credential", "{\"value\": \"sk-1\"}")
                .expect(204);

        assertThat(provider.get("/api/v1/services/" + published.at("/id")).at("/callable"))
                .isEqualTo("true");
    }

    @Test
    void aCertificateAndItsKeyMayBeTheCredential() throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .ecp256()
                .subject("CN=us")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        String pem = bundle.getPrivateKeyPEM() + bundle.getCertificatePEM();
        String manifest = manifest("mutual", "1.0.0", "")
                .replace("type: bearer", "type: mtls")
                .replace(", credential: top-secret-credential", "");
        Reply published = provider.publish(manifest).expect(201);
        String credential = "/api/v1/services/" + published.at("/id") + "/credential";

        provider.put(credential, "{\"value\": \"a-word\"}")
                .expectProblem(422, "validation_failed")
                .violation("/value");
        provider.put(credential, "{\"value\": \"" + pem.replace("\r", "").replace("\n", "\\n") + "\"}")
                .expect(204);

        Reply own = provider.get("/api/v1/services/" + published.at("/id"));
        assertThat(own.at("/callable")).isEqualTo("true");
        assertThat(own.at("/endpoint/authentication/type")).isEqualTo("mtls");
        assertThat(own.at("/endpoint/http")).isEqualTo("auto");
    }

    @Test
    void aServiceMayHaveSeveralEndpointsWithTheirCredentials() {
        String single = manifest("spread", "1.0.0", "");
        String manifest = single.substring(0, single.indexOf("endpoint:")) + """
                compliance: {dataResidency: [DE], gdpr: true}
                endpoints:
                  - {name: main, url: 'https://a.example.com/v1', country: DE, weight: 2,
                     authentication: {type: bearer, credentialName: main}}
                  - {name: spare, url: 'https://b.example.com/v1', region: %s, priority: 1,
                     authentication: {type: bearer, credentialName: spare}}
                """;

        provider.publish(manifest.formatted("us-east-1"))
                .expectProblem(422, "validation_failed")
                .violation("/endpoints/1/region");
        Reply published = provider.publish(manifest.formatted("europe-west3")).expect(201);
        assertThat(published.at("/callable")).isEqualTo("false");
        provider.put(
                        "/api/v1/services/" + published.at("/id") + "/credential",
                        "{\"name\": \"spare\", \"value\": \"sk-1\"}")
                .expect(204);

        Reply own = provider.get("/api/v1/services/" + published.at("/id"));
        assertThat(own.at("/callable")).isEqualTo("true");
        assertThat(own.at("/endpoint/name")).isEqualTo("main");
        assertThat(own.at("/endpoints/0/weight")).isEqualTo("2");
        assertThat(own.at("/endpoints/1/authentication/credentialName")).isEqualTo("spare");
        Reply strangers = marketplace.nobody().get("/api/v1/services/" + published.at("/id"));
        assertThat(strangers.at("/endpoints/1/region")).isEqualTo("europe-west3");
        assertThat(strangers.text()).doesNotContain("b.example.com");
    }

    @Test
    void listingsAreStoredOneByOneAndOnce() {
        String name = marketplace.unique("listed");
        String listing = """
                {"manifestVersion": 1, "provider": "%s", "name": "model", "version": "1.0.0", "title": "A model",
                 "description": "A model that a public catalogue lists.", "category": "text-generation",
                 "capabilities": [{"name": "chat"}],
                 "pricing": {"model": "per-token", "rates": {"input": 1, "output": 2},
                             "provenance": {"source": "openrouter", "reference": "x/model", "asOf": "2026-11-01"}}}
                """.formatted(name);
        String batch =
                "{\"listings\": [%s, {\"provider\": \"%s\", \"name\": \"incomplete\"}]}".formatted(listing, name);

        Reply first = marketplace.root().post("/api/v1/listings", batch).expect(200);
        Reply again = marketplace.root().post("/api/v1/listings", batch).expect(200);

        assertThat(first.at("/outcomes/0/outcome")).isEqualTo("created");
        assertThat(first.at("/outcomes/1/outcome")).isEqualTo("refused");
        assertThat(first.json().at("/outcomes/1/violations")).isNotEmpty();
        assertThat(again.at("/outcomes/0/outcome")).isEqualTo("unchanged");
        Reply listed = marketplace
                .nobody()
                .get("/api/v1/services/by-name/" + name + "/model")
                .expect(200);
        assertThat(listed.at("/imported")).isEqualTo("true");
        assertThat(listed.at("/callable")).isEqualTo("false");
        assertThat(listed.at("/pricing/provenance/source")).isEqualTo("openrouter");
    }

    private String manifest(String name, String version, String more) {
        return """
                manifestVersion: 1
                provider: %s
                name: %s
                version: %s
                title: A service
                description: A service that tests publish.
                category: text-generation
                capabilities: [{name: chat}]
                pricing: {model: per-token, rates: {input: 0.15, output: 0.6}}
                endpoint:
                  url: https://api.example.com/v1
                  authentication: {type: bearer, credential: top-secret-credential}
                %s
                """.formatted(slug, name, version, more);
    }
}
