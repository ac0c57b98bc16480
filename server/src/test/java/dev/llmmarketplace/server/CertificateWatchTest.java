package dev.llmmarketplace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.configuration.Configuration.ClientCertificates;
import dev.llmmarketplace.server.configuration.Configuration.Tls;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are renewed while the server runs. */
final class CertificateWatchTest {
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final TestCertificates certificates = new TestCertificates();
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path directory;

    private HttpServer server;
    private CertificateWatch watch;

    @BeforeEach
    void start() throws IOException {
        write(certificates.server.getCertificatePathPEM(), certificates.server.getPrivateKeyPEM());
        ServerTls tls = new ServerTls(new Tls(
                directory.resolve("server.pem"),
                directory.resolve("server.key"),
                Set.of("1.3"),
                ClientCertificates.NONE,
                Optional.empty()));
        ServerTls.Contents contents = tls.read();
        server = vertx.createHttpServer(ServerTls.apply(tls.options(contents), new HttpServerOptions()))
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await();
        watch = CertificateWatch.start(tls, contents, options -> server.updateSSLOptions(options), OFTEN);
    }

    @AfterEach
    void stop() {
        watch.close();
        vertx.close().await();
    }

    private void write(String certificate, String key) {
        TestCertificates.write(directory.resolve("server.key"), key);
        TestCertificates.write(directory.resolve("server.pem"), certificate);
    }

    private BigInteger shown() {
        try (SSLSocket socket = (SSLSocket)
                certificates.context(null).getSocketFactory().createSocket("127.0.0.1", server.actualPort())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BigInteger serial(X509Bundle bundle) {
        return bundle.getCertificate().getSerialNumber();
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() {
        assertThat(shown()).isEqualTo(serial(certificates.server));
        X509Bundle renewed = certificates.server();
        write(renewed.getCertificatePathPEM(), renewed.getPrivateKeyPEM());

        await().until(() -> shown().equals(serial(renewed)));
    }

    @Test
    void filesThatDoNotFitTogetherChangeNothingUntilTheyDo() {
        X509Bundle renewed = certificates.server();
        write(renewed.getCertificatePathPEM(), certificates.server.getPrivateKeyPEM());
        await().during(OFTEN.multipliedBy(5)).until(() -> shown().equals(serial(certificates.server)));

        write(renewed.getCertificatePathPEM(), renewed.getPrivateKeyPEM());
        await().until(() -> shown().equals(serial(renewed)));
    }
}
