package dev.llmmarketplace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A marketplace that serves TLS 1.3 alone, to callers with certificates alone. */
final class TlsTest {
    private static final TestCertificates CERTIFICATES = new TestCertificates();

    @TempDir
    private static Path directory;

    private static Marketplace marketplace;

    @BeforeAll
    static void start() {
        marketplace = Marketplace.builder()
                .dataDirectory(directory.resolve("data"))
                .set("http.tls.certificate", file("server.pem", CERTIFICATES.server.getCertificatePathPEM()))
                .set("http.tls.key", file("server.key", CERTIFICATES.server.getPrivateKeyPEM()))
                .set("http.tls.client-certificates", "required")
                .set("http.tls.client-authorities", file("callers.pem", CERTIFICATES.authority.getCertificatePEM()))
                .start();
    }

    @AfterAll
    static void stop() {
        marketplace.close();
    }

    private static String file(String name, String pem) {
        return TestCertificates.write(directory.resolve(name), pem).toString();
    }

    private static HttpResponse<String> get(HttpClient client, String path) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(marketplace.address().resolve(path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bothPlanesAreServedByHttp2OverTls13() throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(CERTIFICATES.context(CERTIFICATES.caller))
                .build()) {
            HttpResponse<String> management = get(client, "/health/live");
            HttpResponse<String> data = get(client, "/v1/models");

            assertThat(marketplace.address().getScheme()).isEqualTo("https");
            assertThat(management.statusCode()).isEqualTo(200);
            assertThat(management.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(management.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(data.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(data.statusCode()).isEqualTo(401);
            assertThat(data.body()).contains("\"error\"");
        }
    }

    @Test
    void whoSpeaksHttp1OnlyIsServedToo() throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(CERTIFICATES.context(CERTIFICATES.caller))
                .build()) {
            assertThat(get(client, "/health/live").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @Test
    void tls12IsRefused() {
        SSLParameters old = new SSLParameters(null, new String[] {"TLSv1.2"});
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(CERTIFICATES.context(CERTIFICATES.caller))
                .sslParameters(old)
                .build()) {
            assertThatThrownBy(() -> get(client, "/health/live")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoShowsNoCertificateOrAnothersIsRefused() {
        try (HttpClient nobody = HttpClient.newBuilder()
                        .sslContext(CERTIFICATES.context(null))
                        .build();
                HttpClient stranger = HttpClient.newBuilder()
                        .sslContext(CERTIFICATES.context(new TestCertificates().caller))
                        .build()) {
            assertThatThrownBy(() -> get(nobody, "/health/live")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(stranger, "/health/live")).isInstanceOf(IOException.class);
        }
    }
}
