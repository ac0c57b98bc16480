package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.ManifestSignature;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.CanonicalManifest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Providers sign what they publish, and what is not theirs is refused. */
@ExtendWith(SharedMarketplace.class)
final class SignatureTest {
    private static final String KEYS = "/api/v1/publisher-keys";

    private final TestMarketplace marketplace;
    private final KeyPair pair;
    private String slug = "";
    private Api provider;

    SignatureTest(TestMarketplace marketplace) throws GeneralSecurityException {
        this.marketplace = marketplace;
        this.provider = marketplace.nobody();
        this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @BeforeEach
    void aProviderWithAKey() {
        slug = marketplace.unique("signs");
        provider = marketplace.user(marketplace.organisation(slug), "provider");
        Reply registered = provider.post(KEYS, registration()).expect(201);
        assertThat(registered.at("/fingerprint")).isEqualTo(fingerprint());
    }

    @Test
    void aSignedVersionIsShownAsSuch() {
        Reply published = provider.publish(signed(manifest("A chat"))).expect(201);

        Reply listed = marketplace
                .nobody()
                .get("/api/v1/services/" + published.at("/id"))
                .expect(200);
        assertThat(listed.at("/signature/state")).isEqualTo("valid");
        assertThat(listed.at("/signature/key")).isEqualTo(fingerprint());
        assertThat(listed.at("/signature/keyName")).isEqualTo("Release key");
        assertThat(marketplace
                        .nobody()
                        .get(KEYS + "?provider=" + slug)
                        .expect(200)
                        .at("/items/0/fingerprint"))
                .isEqualTo(fingerprint());
    }

    @Test
    void aCredentialMayBeFilledInAfterSigning() {
        String signed = signed(manifest("A chat"));

        provider.publish(signed.replace("{type: bearer}", "{type: bearer, credential: filled-in-later}"))
                .expect(201);
    }

    @Test
    void whatWasChangedAfterSigningIsRefusedWithItsPlace() {
        JsonNode violation = provider.publish(signed(manifest("A chat")).replace("A chat", "Another chat"))
                .expectProblem(422, "validation_failed")
                .violation("/signature/value");

        assertThat(violation.path("id").asText()).isEqualTo("signature-fits");
        assertThat(violation.path("line").asInt()).isPositive();
    }

    @Test
    void aSignedListingIsRevisedWholeAndSignedAnew() {
        Reply published = provider.publish(signed(manifest("A chat"))).expect(201);
        String listing = "/api/v1/services/" + published.at("/id") + "/listing";

        revise("PATCH", listing, "application/json", "{\"title\": \"Another chat\"}")
                .expectProblem(422, "validation_failed")
                .violation("/signature");
        revise("PUT", listing, "application/yaml", signed(manifest("A chat")).replace("A chat", "Another chat"))
                .expectProblem(422, "validation_failed")
                .violation("/signature/value");
        revise("PUT", listing, "application/yaml", signed(manifest("Another chat")))
                .expect(200);

        Reply listed = marketplace.nobody().get("/api/v1/services/" + published.at("/id"));
        assertThat(listed.at("/title")).isEqualTo("Another chat");
        assertThat(listed.at("/signature/state")).isEqualTo("valid");
        assertThat(listed.at("/signature/digest")).isNotEqualTo(published.at("/signature/digest"));
    }

    private Reply revise(String method, String listing, String type, String body) {
        return revise(provider, method, listing, type, body);
    }

    private static Reply revise(Api author, String method, String listing, String type, String body) {
        return author.send(
                method,
                listing,
                request -> request.header("content-type", type)
                        .header("if-match", "\"1.0.0-0\"")
                        .method(method, BodyPublishers.ofString(body)));
    }

    @Test
    void whatWasHandedOverStaysSignedByItsFormerOwner() {
        String id = provider.publish(signed(manifest("A chat"))).expect(201).at("/id");
        String other = marketplace.unique("buys");
        Api buyer = marketplace.user(marketplace.organisation(other), "provider");
        String transfer = provider.post(
                        "/api/v1/services/" + id + "/transfers",
                        "{\"to\": \"%s\", \"reason\": \"Sold.\"}".formatted(other))
                .expect(201)
                .at("/id");

        buyer.post("/api/v1/transfers/" + transfer + "/accept", "").expect(200);

        Reply listed = marketplace.nobody().get("/api/v1/services/" + id).expect(200);
        assertThat(listed.at("/provider/slug")).isEqualTo(other);
        assertThat(listed.at("/signature/state")).isEqualTo("valid");
        assertThat(listed.at("/signature/keyName")).isEqualTo("Release key");
        assertThat(listed.at("/signature/formerOwner/slug")).isEqualTo(slug);
        buyer.publish(signed(manifest("A chat").replace("1.0.0", "1.1.0")))
                .expectProblem(422, "validation_failed")
                .violation("/signature/key");
        revise(buyer, "PUT", "/api/v1/services/" + id + "/listing", "application/yaml", signed(manifest("Ours now")))
                .expectProblem(422, "validation_failed")
                .violation("/signature/key");
    }

    @Test
    void aRevokedKeySignsNothingMoreAndListingsSaySo() {
        Reply published = provider.publish(signed(manifest("A chat"))).expect(201);

        provider.delete(KEYS + "/" + fingerprint()).expect(204);

        provider.publish(signed(manifest("A chat").replace("1.0.0", "1.1.0")))
                .expectProblem(422, "validation_failed")
                .violation("/signature/key");
        String service = "/api/v1/services/" + published.at("/id");
        revise("PUT", service + "/listing", "application/yaml", signed(manifest("Another chat")))
                .expectProblem(422, "validation_failed")
                .violation("/signature/key");
        Reply listed = marketplace.nobody().get(service);
        assertThat(listed.at("/signature/state")).isEqualTo("revoked");
        provider.post(KEYS, registration()).expectProblem(409, "conflict");
    }

    @Test
    void anothersKeyIsNotOnesOwn() {
        String rival = marketplace.unique("rival");
        Api thief = marketplace.user(marketplace.organisation(rival), "provider");

        thief.publish(signed(manifest("A chat").replace("provider: " + slug, "provider: " + rival)))
                .expectProblem(422, "validation_failed")
                .violation("/signature/key");
        thief.delete(KEYS + "/" + fingerprint()).expectProblem(404, "not_found");
    }

    @Test
    void aPolicyCanAskForIt() {
        marketplace
                .root()
                .send("PUT", "/api/v1/policies", "application/yaml", bytes("""
                policies:
                  - id: %s
                    type: security
                    severity: high
                    title: Signed
                    remediation: Sign it.
                    field: /signature
                    when: provider.slug == '%s'
                    require: service.signed
                """.formatted(slug, slug)))
                .expect(200);

        assertThat(provider.publish(manifest("A chat"))
                        .expectProblem(422, "validation_failed")
                        .violation("/signature")
                        .path("id")
                        .asText())
                .isEqualTo("policy/" + slug);
        provider.publish(signed(manifest("A chat"))).expect(201);
    }

    @Test
    void onlyAnEd25519KeyCanBeRegistered() throws GeneralSecurityException {
        byte[] other =
                KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded();
        String text = Base64.getEncoder().encodeToString(other);

        provider.post(KEYS, "{\"publicKey\": \"" + text + "\", \"name\": \"EC\"}")
                .expectProblem(422, "validation_failed")
                .violation("/publicKey");
    }

    private String manifest(String title) {
        return """
                manifestVersion: 1
                provider: %s
                name: chat
                version: 1.0.0
                title: %s
                description: A service that is signed.
                category: text-generation
                capabilities: [{name: chat}]
                pricing: {model: per-token, rates: {input: 0.15, output: "0.60"}}
                endpoint: {url: "https://api.example.com/v1", authentication: {type: bearer}}
                compliance: {dataResidency: [CH]}
                """.formatted(slug, title);
    }

    private String signed(String manifest) {
        JsonNode tree = Document.read(bytes(manifest), Syntax.YAML).root();
        CanonicalManifest canonical = CanonicalManifest.of(tree);
        byte[] statement = ManifestSignature.statement(
                tree.path("provider").asText() + "/chat",
                tree.path("version").asText(),
                canonical.digest(),
                canonical.size());
        return manifest + "signature: {key: " + fingerprint() + ", value: \"" + signature(statement) + "\"}\n";
    }

    private String signature(byte[] statement) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(statement);
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String registration() {
        String key = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        return "{\"publicKey\": \"" + key + "\", \"name\": \"Release key\"}";
    }

    private String fingerprint() {
        byte[] encoded = pair.getPublic().getEncoded();
        try {
            byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
