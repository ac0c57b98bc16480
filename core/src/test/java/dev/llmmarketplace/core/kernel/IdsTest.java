package dev.llmmarketplace.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class IdsTest {
    private static final long LATEST = (1L << 48) - 1;

    @Property
    void identifiersAreVersionSevenAndCarryTheirTime(@ForAll @LongRange(min = 0, max = LATEST) long millis) {
        UUID id = Ids.at(millis);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
    }

    @Property
    void laterIdentifiersSortAfterEarlierOnes(@ForAll @LongRange(min = 0, max = LATEST - 1) long millis) {
        assertThat(Ids.at(millis).toString()).isLessThan(Ids.at(millis + 1).toString());
    }
}
