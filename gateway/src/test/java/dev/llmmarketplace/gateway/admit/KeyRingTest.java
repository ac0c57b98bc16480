package dev.llmmarketplace.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyDigest;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyRingTest {
    private static final OrganisationId ORGANISATION = OrganisationId.next();

    private final KeyRing ring = new KeyRing();
    private final Random random = new Random(1);

    private ApiKey key() {
        return key(KeyId.next());
    }

    private ApiKey key(KeyId id) {
        KeyDigest digest = new KeyDigest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        return new ApiKey(
                id,
                ORGANISATION,
                null,
                "key",
                "llm_mk_",
                digest,
                ApiKey.Scopes.ALL,
                ApiKey.Limits.NONE,
                Instant.EPOCH,
                null,
                null,
                null,
                null);
    }

    @Test
    void theRingAgreesWithAMapThroughAnyChanges() {
        Map<KeyId, ApiKey> expected = new HashMap<>();
        List<ApiKey> everSeen = new ArrayList<>();
        for (int round = 0; round < 3000; round++) {
            if (random.nextInt(3) == 0 && !expected.isEmpty()) {
                KeyId gone = expected.keySet().iterator().next();
                expected.remove(gone);
                ring.changed(List.of(), List.of(gone));
            } else {
                ApiKey key = key();
                everSeen.add(key);
                expected.put(key.id(), key);
                ring.changed(List.of(key), List.of());
            }
        }

        for (ApiKey key : everSeen) {
            RingKey found = ring.find(key.digest());
            assertThat(found != null).isEqualTo(expected.containsKey(key.id()));
        }
    }

    @Test
    void aHundredThousandKeysAreFound() {
        List<ApiKey> keys = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            keys.add(key());
        }
        ring.replaced(keys);

        for (ApiKey key : keys) {
            RingKey found = ring.find(key.digest());
            assertThat(found == null ? null : found.id()).isEqualTo(key.id());
        }
        assertThat(ring.find(key().digest())).isNull();
    }

    @Test
    void aKeyThatIsReplacedLosesItsOldDigest() {
        ApiKey first = key();
        ApiKey second = key(first.id());
        ring.changed(List.of(first), List.of());
        ring.changed(List.of(second), List.of());

        assertThat(ring.find(first.digest())).isNull();
        assertThat(ring.find(second.digest())).isNotNull();
    }

    @Test
    void afterAReplacementTheOldKeysAreGone() {
        ApiKey old = key();
        ring.changed(List.of(old), List.of());
        ring.replaced(List.of(key()));

        assertThat(ring.find(old.digest())).isNull();
    }
}
