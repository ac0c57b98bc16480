package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.Certificates.AUTHORITY;
import static dev.llmmarketplace.gateway.fake.Certificates.issued;
import static dev.llmmarketplace.gateway.fake.Certificates.selfSigned;
import static dev.llmmarketplace.gateway.fake.FakeProvider.chat;
import static dev.llmmarketplace.gateway.fake.FakeProvider.json;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.Endpoint.Authentication.Bearer;
import dev.llmmarketplace.core.catalog.Endpoint.Authentication.MutualTls;
import dev.llmmarketplace.core.catalog.HttpVersion;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import dev.llmmarketplace.gateway.forward.ClientTls;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Providers behind TLS: which HTTP is agreed on, who is believed, and who the marketplace is there. */
@Timeout(60)
final class SecureProviderTest {
    private final TestBed bed =
            new TestBed(settings -> settings.withTls(ClientTls.trusting(List.of(AUTHORITY.getCertificate()))));
    private final FakeProvider provider = new FakeProvider(bed.vertx, options(issued("CN=provider")));
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private static HttpServerOptions options(X509Bundle shown) {
        return new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setClientAuth(ClientAuth.REQUEST)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(AUTHORITY.getCertificatePEM())))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(shown.getCertificatePathPEM()))
                        .setKeyValue(Buffer.buffer(shown.getPrivateKeyPEM())));
    }

    @AfterEach
    void close() {
        bed.gateway.close();
        provider.close();
        bed.close();
    }

    /** Notes version, TLS and caller of each request. */
    private void answers() {
        provider.does((request, _) -> {
            seen.add(request.version() + " " + request.sslSession().getProtocol() + " " + caller(request));
            json(request.response(), chat("Hello there", 10, 3));
        });
    }

    private static String caller(HttpServerRequest request) {
        try {
            return ((X509Certificate) request.sslSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (SSLPeerUnverifiedException e) {
            return "nobody";
        }
    }

    private HttpResponse<String> call(String service) {
        return bed.gateway.post(CHAT, ASK.replace("acme/chat", service));
    }

    private void publish(String name, HttpVersion http) {
        bed.world.subscribe(
                bed.world.service(name, World.endpoint(provider.url(), http, new Bearer()), "word"), World.AMPLE);
    }

    private void publish(String name, X509Bundle identity) {
        bed.world.subscribe(
                bed.world.service(
                        name,
                        World.endpoint(provider.url(), HttpVersion.AUTO, new MutualTls()),
                        identity.getPrivateKeyPEM() + identity.getCertificatePathPEM()),
                World.AMPLE);
    }

    @Test
    void http2IsSpokenWhereItIsOfferedAndHttp1WhereThatIsAskedFor() {
        answers();
        publish("acme/auto", HttpVersion.AUTO);
        publish("acme/one", HttpVersion.HTTP_1_1);

        assertThat(call("acme/auto").statusCode()).isEqualTo(200);
        assertThat(call("acme/auto").statusCode()).isEqualTo(200);
        assertThat(call("acme/one").statusCode()).isEqualTo(200);

        assertThat(seen).containsExactly("HTTP_2 TLSv1.3 nobody", "HTTP_2 TLSv1.3 nobody", "HTTP_1_1 TLSv1.3 nobody");
        assertThat(provider.connections()).isEqualTo(2);
    }

    @Test
    void aProviderWithoutHttp2IsSpokenToByHttp1UnlessThatIsRuledOut() {
        HttpServerOptions old = options(issued("CN=old")).setUseAlpn(false);
        try (FakeProvider alone = new FakeProvider(bed.vertx, old)) {
            bed.world.subscribe(
                    bed.world.service("acme/old", World.endpoint(alone.url(), HttpVersion.AUTO, new Bearer()), "word"),
                    World.AMPLE);
            bed.world.subscribe(
                    bed.world.service(
                            "acme/new", World.endpoint(alone.url(), HttpVersion.HTTP_2, new Bearer()), "word"),
                    World.AMPLE);

            assertThat(call("acme/old").statusCode()).isEqualTo(200);
            assertThat(call("acme/new").statusCode()).isEqualTo(502);
            assertThat(call("acme/new").body()).contains("does not speak HTTP/2");
        }
    }

    @Test
    void theProviderKnowsTheMarketplaceByTheServicesCertificateAndNeverByAnothers() {
        answers();
        publish("acme/first", issued("CN=first"));
        publish("acme/second", issued("CN=second"));

        assertThat(call("acme/first").statusCode()).isEqualTo(200);
        assertThat(call("acme/second").statusCode()).isEqualTo(200);
        assertThat(call("acme/first").statusCode()).isEqualTo(200);

        assertThat(seen)
                .containsExactly("HTTP_2 TLSv1.3 CN=first", "HTTP_2 TLSv1.3 CN=second", "HTTP_2 TLSv1.3 CN=first");
        assertThat(provider.connections()).isEqualTo(2);
    }

    @Test
    void aProviderThatNobodyVouchesForGetsNothing() {
        X509Bundle stranger = selfSigned();
        try (FakeProvider unknown = new FakeProvider(bed.vertx, options(stranger))) {
            bed.world.subscribe(
                    bed.world.service(
                            "acme/unknown", World.endpoint(unknown.url(), HttpVersion.AUTO, new Bearer()), "word"),
                    World.AMPLE);

            assertThat(call("acme/unknown").statusCode()).isEqualTo(502);
            assertThat(unknown.received()).isEmpty();
        }
    }
}
