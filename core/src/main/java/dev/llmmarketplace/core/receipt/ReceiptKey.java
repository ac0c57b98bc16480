package dev.llmmarketplace.core.receipt;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public Ed25519 key.
 *
 * @param x its 32 bytes in base64url without padding, as in a JWK (RFC 8037)
 */
public record ReceiptKey(String x) {
    private static final int BYTES = 32;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    public ReceiptKey {
        if (Base64.getUrlDecoder().decode(x).length != BYTES) {
            throw new IllegalArgumentException("an Ed25519 public key has " + BYTES + " bytes");
        }
    }

    public static ReceiptKey of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] raw = new byte[BYTES];
        System.arraycopy(encoded, encoded.length - BYTES, raw, 0, BYTES);
        return new ReceiptKey(Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
    }

    /** Its name in seals: the first 16 hexadecimal digits of its hash as a leaf. */
    public String id() {
        return MerkleTree.leaf(Base64.getUrlDecoder().decode(x)).hex().substring(0, 16);
    }

    boolean verifies(byte[] message, String signatureHex) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey());
            verifier.update(message);
            return verifier.verify(HexFormat.of().parseHex(signatureHex));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // a signature of the wrong shape
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded = new byte[X509_PREFIX.length + BYTES];
        System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
        System.arraycopy(Base64.getUrlDecoder().decode(x), 0, encoded, X509_PREFIX.length, BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
