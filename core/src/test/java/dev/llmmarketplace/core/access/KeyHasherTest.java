package dev.llmmarketplace.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmmarketplace.core.kernel.Secret;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyHasherTest {
    private final KeyHasher hasher = new KeyHasher(new byte[32]);

    @Test
    void keysCarryTheirPrefixAndTwoHundredFiftySixRandomBits() {
        Secret key = hasher.generate();
        assertThat(key.reveal()).matches("llm_mk_[A-Za-z0-9_-]{43}");
        assertThat(key).isNotEqualTo(hasher.generate());
        assertThat(KeyHasher.shownPrefix(key)).hasSize(13).startsWith("llm_mk_");
    }

    @Test
    void theDigestIsHmacSha256OfRfc4231() {
        byte[] pepper = new byte[131];
        java.util.Arrays.fill(pepper, (byte) 0xaa);
        KeyDigest digest = new KeyHasher(pepper).digest("Test Using Larger Than Block-Size Key - Hash Key First");
        assertThat(HexFormat.of().formatHex(digest.bytes()))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    @Test
    void manyThreadsGetTheSameDigest() {
        KeyDigest expected = hasher.digest("llm_mk_x");
        assertThat(IntStream.range(0, 1_000).parallel().mapToObj(i -> hasher.digest("llm_mk_x")))
                .allMatch(expected::equals);
    }

    @Test
    void aShortPepperIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyHasher(new byte[31]));
    }
}
