package dev.llmmarketplace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of services behind TLS that know their callers by certificate, and are vouched for by an authority of their own. */
final class MutualTlsTest {
    private static final TestCertificates CERTIFICATES = new TestCertificates();
    private static Vertx vertx;
    private static HttpServer upstream;
    private static TestMarketplace marketplace;
    private static Api provider;

    @BeforeAll
    static void open(@TempDir Path scratch) {
        vertx = Vertx.vertx();
        upstream = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PemTrustOptions()
                                .addCertValue(Buffer.buffer(CERTIFICATES.authority.getCertificatePEM())))
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertValue(Buffer.buffer(CERTIFICATES.server.getCertificatePathPEM()))
                                .setKeyValue(Buffer.buffer(CERTIFICATES.server.getPrivateKeyPEM()))))
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body.toString())))
                .listen(0, "127.0.0.1")
                .await();
        Path authority =
                TestCertificates.write(scratch.resolve("authority.pem"), CERTIFICATES.authority.getCertificatePEM());
        marketplace = new TestMarketplace(builder -> builder.set("outgoing.allow", "127.0.0.1:" + upstream.actualPort())
                .set("outgoing.authorities", authority.toString()));
        provider = marketplace.user(marketplace.organisation("acme"), "provider");
    }

    @AfterAll
    static void close() {
        marketplace.close();
        vertx.close().await();
    }

    private static void answer(HttpServerRequest request, String body) {
        boolean absurd = body.contains("\"messages\": 7");
        var _ = request.response()
                .setStatusCode(absurd ? 400 : 200)
                .putHeader("content-type", "application/json")
                .end(absurd ? "{}" : "{\"choices\": [{\"message\": {\"content\": \"ping\"}}], \"usage\": {\"a\": 1}}");
    }

    /** Publishes a service that is called as whom {@code shown} names, tests it, and answers outcomes by test. */
    private static Map<String, String> tested(String name, X509Bundle shown) {
        String credential = (shown.getCertificatePathPEM() + shown.getPrivateKeyPEM())
                .strip()
                .indent(6)
                .stripTrailing();
        String id = provider.publish("""
            manifestVersion: 1
            provider: acme
            name: %s
            version: 1.0.0
            title: A service
            description: Something that answers those whom it knows.
            category: text-generation
            capabilities: [{name: chat}]
            endpoint:
              url: https://127.0.0.1:%d/v1
              upstreamModel: m
              authentication:
                type: mtls
                credential: |
            %s
            pricing: {model: per-token, currency: USD, rates: {input: 0.15, output: 0.6}}
            """.formatted(name, upstream.actualPort(), credential))
                .expect(201)
                .at("/id");
        JsonNode report = provider.post("/api/v1/services/" + id + "/tests", "")
                .expect(200)
                .json();
        assertThat(report.toString()).doesNotContain("PRIVATE KEY");
        Map<String, String> outcomes = new TreeMap<>();
        report.path("findings")
                .forEach(finding -> outcomes.put(
                        finding.path("test").asText(), finding.path("outcome").asText()));
        return outcomes;
    }

    @Test
    void whoShowsTheCertificateIsAnsweredAndNobodyElse() {
        assertThat(tested("known", CERTIFICATES.caller))
                .containsEntry("encryption", "passed")
                .containsEntry("call", "passed")
                .containsEntry("authentication-required", "passed")
                .containsEntry("error-behaviour", "passed");
    }

    @Test
    void aCertificateOfAnotherAuthorityOpensNothing() {
        assertThat(tested("unknown", new TestCertificates().caller)).containsEntry("call", "failed");
    }
}
