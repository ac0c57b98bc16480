package dev.llmmarketplace.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Keys and certificates as they come out of the usual tools, and what is said of those that do not fit. */
final class TlsIdentityTest {
    private static final CertificateBuilder BUILDER =
            new CertificateBuilder().subject("CN=somebody").setIsCertificateAuthority(true);
    /** Bytes before the key itself in PKCS #8: of an RSA key of 2,048 bits, of an EC key on P-256. */
    private static final int RSA_PREFIX = 26;

    private static final int EC_PREFIX = 28;

    @Test
    void keyAndCertificatesAreReadFromOneText() throws Exception {
        X509Bundle authority = BUILDER.copy().subject("CN=authority").ecp256().buildSelfSigned();

        X509Bundle bundle = BUILDER.copy().ecp256().buildIssuedBy(authority);

        TlsIdentity identity =
                TlsIdentity.parse("Notes\n" + bundle.getPrivateKeyPEM() + bundle.getCertificatePathPEM());

        assertThat(identity.key()).isEqualTo(bundle.getKeyPair().getPrivate());
        assertThat(identity.certificate()).isEqualTo(bundle.getCertificate());
        assertThat(identity.toString()).contains("somebody").doesNotContain("PRIVATE");
    }

    @Test
    void keysOfTheOlderFormsAreReadToo() throws Exception {
        X509Bundle rsa = BUILDER.copy().rsa2048().buildSelfSigned();
        X509Bundle ec = BUILDER.copy().ecp256().buildSelfSigned();

        assertThat(TlsIdentity.parse(rsa.getCertificatePEM(), old("RSA PRIVATE KEY", rsa, RSA_PREFIX))
                        .key())
                .isEqualTo(rsa.getKeyPair().getPrivate());
        assertThat(TlsIdentity.parse(ec.getCertificatePEM(), old("EC PRIVATE KEY", ec, EC_PREFIX))
                        .key())
                .isEqualTo(ec.getKeyPair().getPrivate());
    }

    private static String old(String label, X509Bundle bundle, int prefix) {
        byte[] pkcs8 = bundle.getKeyPair().getPrivate().getEncoded();
        byte[] key = Arrays.copyOfRange(pkcs8, prefix, pkcs8.length);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(key), label);
    }

    @Test
    void whatDoesNotFitIsNamed() throws Exception {
        X509Bundle bundle = BUILDER.copy().ecp256().buildSelfSigned();
        X509Bundle other = BUILDER.copy().ecp256().buildSelfSigned();
        X509Bundle rsa = BUILDER.copy().rsa2048().buildSelfSigned();
        String certificate = bundle.getCertificatePEM();

        refused(certificate, other.getPrivateKeyPEM(), "holds a key that is not that of the certificate");
        refused(certificate, rsa.getPrivateKeyPEM(), "holds a private key that cannot be read as EC");
        refused(certificate, certificate, "holds no private key");
        refused(bundle.getPrivateKeyPEM(), bundle.getPrivateKeyPEM(), "holds no certificate");
        refused("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "", "cannot be read");
        refused(
                certificate,
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                "without a passphrase");
    }

    private static void refused(String certificates, String key, String why) {
        assertThatThrownBy(() -> TlsIdentity.parse(certificates, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
