package dev.llmmarketplace.adapters.vault;

import dev.llmmarketplace.core.receipt.ReceiptKey;
import dev.llmmarketplace.core.receipt.ReceiptSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * {@link ReceiptSigner} with the key pair in the secret {@code receipt-key}: the private key (PKCS #8) and the public one
 * (X.509), each a line of base64.
 */
public final class Ed25519ReceiptSigner implements ReceiptSigner {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;
    private final ReceiptKey key;

    private Ed25519ReceiptSigner(PrivateKey privateKey, ReceiptKey key) {
        this.privateKey = privateKey;
        this.key = key;
    }

    /** Makes the key pair when there is none. */
    public static Ed25519ReceiptSigner open(SecretDirectory secrets) {
        byte[] secret = secrets.load("receipt-key", Ed25519ReceiptSigner::generate);
        List<String> lines =
                new String(secret, StandardCharsets.US_ASCII).lines().toList();
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            return new Ed25519ReceiptSigner(
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.getFirst()))),
                    ReceiptKey.of(factory.generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(lines.getLast())))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret 'receipt-key' is not a key pair", e);
        }
    }

    private static byte[] generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            String text = base64.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                    + base64.encodeToString(pair.getPublic().getEncoded()) + "\n";
            return text.getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public ReceiptKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read can sign", e);
        }
    }
}
