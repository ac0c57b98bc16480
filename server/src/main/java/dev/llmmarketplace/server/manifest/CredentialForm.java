package dev.llmmarketplace.server.manifest;

import dev.llmmarketplace.core.kernel.TlsIdentity;
import java.util.Optional;

/** What a credential must look like to be of use: a word, or with the type {@code mtls} certificates and their key. */
public final class CredentialForm {
    public static final String RULE = "PEM certificates and their private key with the type mtls, else a word";
    public static final String MEND =
            "With mtls: the certificate, those of its issuers and the key without a passphrase, one after the other; else"
                    + " up to 4096 visible ASCII characters.";

    private static final int LONGEST_WORD = 4096;

    private CredentialForm() {}

    /** What is wrong with it, never with its text; empty when nothing is. */
    public static Optional<String> complaint(boolean mutualTls, String credential) {
        if (!mutualTls) {
            boolean word = credential.length() <= LONGEST_WORD
                    && credential.chars().allMatch(character -> character > ' ' && character <= '~');
            return word ? Optional.empty() : Optional.of("is no such word");
        }
        try {
            TlsIdentity.parse(credential);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
