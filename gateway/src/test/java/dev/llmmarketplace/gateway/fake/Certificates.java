package dev.llmmarketplace.gateway.fake;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/** An authority that tests trust, and what it vouches for. */
public final class Certificates {
    public static final X509Bundle AUTHORITY = authority();

    private Certificates() {}

    private static CertificateBuilder builder() {
        return new CertificateBuilder().ecp256();
    }

    private static X509Bundle authority() {
        try {
            return builder()
                    .subject("CN=authority")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** For {@code 127.0.0.1}, by its own word. */
    public static X509Bundle selfSigned() {
        try {
            return builder()
                    .subject("CN=impostor")
                    .addSanIpAddress("127.0.0.1")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** For {@code 127.0.0.1}. */
    public static X509Bundle issued(String subject) {
        try {
            return builder().subject(subject).addSanIpAddress("127.0.0.1").buildIssuedBy(AUTHORITY);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
