package dev.llmmarketplace.core.kernel;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blocks of PEM text (RFC 7468); what stands between them is commentary. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----([^-]*+)-----END \\1-----", Pattern.DOTALL);

    private Pem() {}

    /** @param label for example {@code CERTIFICATE} */
    record Block(String label, byte[] bytes) {}

    /** @throws IllegalArgumentException when a block is no Base64 or is encrypted */
    static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), decoded(matcher.group(1), matcher.group(2))));
        }
        return blocks;
    }

    private static byte[] decoded(String label, String body) {
        if (label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED")) {
            throw new IllegalArgumentException("is encrypted; it is needed without a passphrase");
        }
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("holds a block " + label + " that is no Base64", e);
        }
    }
}
