package dev.llmmarketplace.server;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** An authority, a server on this machine and a caller, made anew for each test that wants them. */
final class TestCertificates {
    private static final CertificateBuilder BUILDER = new CertificateBuilder().ecp256();

    final X509Bundle authority = authority();
    final X509Bundle server = server();
    final X509Bundle caller = made(BUILDER.copy().subject("CN=caller").addExtendedKeyUsageClientAuth());

    private static X509Bundle authority() {
        try {
            return BUILDER.copy()
                    .subject("CN=authority")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another one each time. */
    X509Bundle server() {
        return made(BUILDER.copy()
                .subject("CN=server")
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .addExtendedKeyUsageServerAuth());
    }

    private X509Bundle made(CertificateBuilder builder) {
        try {
            return builder.buildIssuedBy(authority);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Path write(Path file, String pem) {
        try {
            return Files.writeString(file, pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a caller trusts and shows; nothing when {@code shown} is null. */
    SSLContext context(@Nullable X509Bundle shown) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys =
                    shown == null ? null : shown.toKeyManagerFactory().getKeyManagers();
            context.init(keys, new TrustManager[] {authority.toTrustManager()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
