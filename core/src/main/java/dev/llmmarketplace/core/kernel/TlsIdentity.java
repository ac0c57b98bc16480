package dev.llmmarketplace.core.kernel;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Who somebody is in a TLS handshake: a private key and the certificates that vouch for it. What {@code parse} refuses it
 * says in the words that follow the name of what was read: "holds no certificate".
 *
 * @param chain the key's own certificate first, then those of its issuers
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PKCS_8 = "PRIVATE KEY";

    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("holds no certificate");
        }
    }

    /**
     * @param pem certificates and the key, in any order between them (RFC 7468)
     * @throws IllegalArgumentException when one is missing, unreadable, or is not the other's
     */
    public static TlsIdentity parse(String pem) {
        return parse(pem, pem);
    }

    /**
     * @param certificates PEM, the key's own first
     * @param key PEM, not encrypted: PKCS #8, PKCS #1 or SEC 1
     * @throws IllegalArgumentException when one is unreadable, or is not the other's
     */
    public static TlsIdentity parse(String certificates, String key) {
        List<X509Certificate> chain = certificates(certificates);
        PublicKey publicKey = chain.getFirst().getPublicKey();
        PrivateKey privateKey = privateKey(key, publicKey);
        if (!belongTogether(privateKey, publicKey)) {
            throw new IllegalArgumentException("holds a key that is not that of the certificate");
        }
        return new TlsIdentity(privateKey, chain);
    }

    /**
     * @param pem one certificate or more
     * @throws IllegalArgumentException when there is none, or one cannot be read
     */
    public static List<X509Certificate> certificates(String pem) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Pem.Block block : Pem.blocks(pem)) {
                if (block.label().equals(CERTIFICATE)) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
                }
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException("holds a certificate that cannot be read", e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("holds no certificate");
        }
        return List.copyOf(found);
    }

    private static PrivateKey privateKey(String pem, PublicKey publicKey) {
        Pem.Block block = Pem.blocks(pem).stream()
                .filter(candidate -> candidate.label().endsWith(PKCS_8))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("holds no private key"));
        byte[] encoded = block.label().equals(PKCS_8)
                ? block.bytes()
                : Der.privateKeyInfo(block.bytes(), publicKey.getEncoded());
        try {
            return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "holds a private key that cannot be read as " + publicKey.getAlgorithm()
                            + ", which the certificate's is",
                    e);
        }
    }

    private static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case String other -> other;
        };
        byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(probe);
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(publicKey);
            verifying.update(probe);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The key's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
    }
}
