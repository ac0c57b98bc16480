package dev.llmmarketplace.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.AddressBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
    private static final String PROXY = "10.0.0.1";
    private static final String CALLER = "203.0.113.7";
    private final TrustedProxies proxies =
            new TrustedProxies(List.of(AddressBlock.parse("10.0.0.0/8"), AddressBlock.parse("2001:db8::/32")));

    @Test
    void aTrustedProxySaysWhoItsCallerIs() {
        assertThat(proxies.caller(PROXY, List.of(CALLER))).isEqualTo(CALLER);
        assertThat(proxies.caller("2001:db8::1", List.of("2001:db9::7"))).isEqualTo("2001:db9::7");
    }

    @Test
    void nobodyElseIsBelieved() {
        assertThat(proxies.caller(CALLER, List.of(PROXY))).isEqualTo(CALLER);
        assertThat(TrustedProxies.NONE.caller(PROXY, List.of(CALLER))).isEqualTo(PROXY);
    }

    /** The caller can write what he likes in front of what the proxies add. */
    @Test
    void theNearestHopThatIsNoProxyCounts() {
        assertThat(proxies.caller(PROXY, List.of("192.0.2.1, " + CALLER + ", 10.2.2.2")))
                .isEqualTo(CALLER);
        assertThat(proxies.caller(PROXY, List.of("192.0.2.1", CALLER))).isEqualTo(CALLER);
    }

    @Test
    void whatIsNoAddressIsNotSkipped() {
        assertThat(proxies.caller(PROXY, List.of(CALLER + ", unknown"))).isEqualTo("unknown");
        assertThat(proxies.caller(PROXY, List.of("10.0.0.9.example"))).isEqualTo("10.0.0.9.example");
    }

    @Test
    void aProxyThatCallsForItselfIsItself() {
        assertThat(proxies.caller(PROXY, List.of())).isEqualTo(PROXY);
        assertThat(proxies.caller(PROXY, List.of("10.3.3.3"))).isEqualTo("10.3.3.3");
    }
}
