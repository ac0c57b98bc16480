package dev.llmmarketplace.server.cli;

import dev.llmmarketplace.core.publishing.signature.Ed25519Key;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Ed25519 key in a file: its private part (PKCS #8) and its public part, both in PEM, one after the other. */
final class SigningKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");
    private static final int MOST_CHARACTERS = 10_000;

    private final PrivateKey secret;
    private final Ed25519Key known;

    private SigningKey(PrivateKey secret, Ed25519Key known) {
        this.secret = secret;
        this.known = known;
    }

    /** Makes a key and stores it in a new file that only its owner reads. */
    static SigningKey generate(Path file) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            String text = pem("PRIVATE", pair.getPrivate().getEncoded())
                    + pem("PUBLIC", pair.getPublic().getEncoded());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
            return parse(text, file);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(ExitCode.USAGE, file + " is there already; choose another name.");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "Cannot write " + file + ": " + e.getMessage());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    private static String pem(String kind, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + " KEY-----\n" + lines + "\n-----END " + kind + " KEY-----\n";
    }

    static SigningKey read(Path file) {
        try {
            if (Files.size(file) > MOST_CHARACTERS) {
                throw new CommandFailure(ExitCode.USAGE, file + " is too long for a key.");
            }
            return parse(Files.readString(file), file);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, "There is no file " + file + ".");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "Cannot read " + file + ": " + e.getMessage());
        }
    }

    private static SigningKey parse(String text, Path file) {
        Optional<Ed25519Key> known = block(text, "PUBLIC").flatMap(Ed25519Key::parse);
        Optional<PrivateKey> secret = block(text, "PRIVATE").flatMap(SigningKey::secret);
        if (secret.isEmpty() || known.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + " must hold an Ed25519 private key and, behind it, its public key, both in PEM: 'marketplace"
                            + " publisher-keys generate' makes such a file; to one that openssl has made append the output"
                            + " of 'openssl pkey -in " + file + " -pubout'.");
        }
        SigningKey key = new SigningKey(secret.get(), known.get());
        if (!key.known.verifies(new byte[] {1}, key.sign(new byte[] {1}))) {
            throw new CommandFailure(ExitCode.USAGE, "The two keys in " + file + " do not belong together.");
        }
        return key;
    }

    private static Optional<String> block(String text, String kind) {
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(kind)) {
                return Optional.of(matcher.group(2).replaceAll("\\s", ""));
            }
        }
        return Optional.empty();
    }

    private static Optional<PrivateKey> secret(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Optional.of(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(bytes)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    Ed25519Key known() {
        return known;
    }

    /** Base64. */
    String sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(message);
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }
}
