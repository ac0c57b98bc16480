package dev.llmmarketplace.server.demo;

import dev.llmmarketplace.core.kernel.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Names and passwords that are new each time, so that a demonstration can be repeated on the same data. */
final class Names {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Names() {}

    static String random() {
        return hex(3);
    }

    static Secret password() {
        return new Secret(hex(16));
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
