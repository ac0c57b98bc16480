package dev.llmmarketplace.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressBlockTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "0.0.0.0/0, 192.0.2.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 192.0.2.1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8::1:0/112, 2001:db8::1:ffff, true",
        "2001:db8::1:0/112, 2001:db8::2:0, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true"
    })
    void contains(String block, String address, boolean expected) {
        assertThat(AddressBlock.parse(block).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "203.0.113.7/32", "2001:db8:0:0:0:0:0:0/32", "0.0.0.0/0"})
    void isWrittenAsItIsRead(String text) {
        assertThat(AddressBlock.parse(text)).hasToString(text);
        assertThat(AddressBlock.parse(AddressBlock.parse(text).toString())).isEqualTo(AddressBlock.parse(text));
    }

    @Test
    void whatLiesBehindThePrefixDoesNotCount() {
        assertThat(AddressBlock.parse("10.1.2.3/8")).isEqualTo(AddressBlock.parse("10.0.0.0/8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "10.0.0/8", "example.org", "10.0.0.0/-1", "10.0.0.0/x", "2001:db8::/129"})
    void whatIsNoBlockIsRefused(String text) {
        assertThatThrownBy(() -> AddressBlock.parse(text)).hasMessageContaining("CIDR");
    }
}
