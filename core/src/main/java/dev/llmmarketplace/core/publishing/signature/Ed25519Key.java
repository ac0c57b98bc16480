package dev.llmmarketplace.core.publishing.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A public key of Ed25519 (RFC 8032). Immutable. */
public final class Ed25519Key {
    private static final int RAW_BYTES = 32;
    private static final int ENCODED_BYTES = 44;

    private final PublicKey key;

    private Ed25519Key(PublicKey key) {
        this.key = key;
    }

    /** @param text SubjectPublicKeyInfo (RFC 8410) in PEM or Base64; empty when it is something else */
    public static Optional<Ed25519Key> parse(String text) {
        String encoded = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----|\\s", "");
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            return bytes.length == ENCODED_BYTES
                    ? Optional.of(new Ed25519Key(
                            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes))))
                    : Optional.empty();
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** SHA-256 of the key's 32 bytes, 64 hexadecimal digits. */
    public String fingerprint() {
        byte[] bytes = key.getEncoded();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(Arrays.copyOfRange(bytes, bytes.length - RAW_BYTES, bytes.length)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** SubjectPublicKeyInfo in Base64, without line breaks. */
    public String encoded() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** @param signature Base64; what is none does not fit */
    public boolean verifies(byte[] message, String signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }
}
