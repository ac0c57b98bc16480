package dev.llmmarketplace.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "192.0.0.192",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fec0::1",
                "fd00:ec2::254",
                "fc00::1",
                "ff02::1",
                "2001:db8::1",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1"
            })
    void addressesInsideAreRefused(String address) {
        assertThat(AddressGuard.strict().permits(InetAddress.ofLiteral(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.15.255.255",
                "172.32.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void publicAddressesAreNot(String address) {
        assertThat(AddressGuard.strict().permits(InetAddress.ofLiteral(address)))
                .isTrue();
    }

    @Test
    void anIpv4AddressInIpv6ClothesIsJudgedByWhatItIs() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xFF;
        mapped[12] = 127;
        mapped[15] = 1;
        assertThat(AddressGuard.strict().permits(InetAddress.getByAddress(mapped)))
                .isFalse();
    }

    @Test
    void theOperatorMayAllowNetworksAndPlaces() {
        AddressGuard guard = AddressGuard.allowing(List.of("10.1.0.0/16", "::1/128", "models.internal:8000"));

        assertThat(guard.permits(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
        assertThat(guard.permits(InetAddress.ofLiteral("10.2.2.3"))).isFalse();
        assertThat(guard.permits(InetAddress.ofLiteral("::1"))).isTrue();
        InetAddress inside = InetAddress.ofLiteral("192.168.7.7");
        assertThat(guard.permitted("models.internal", 8000, List.of(inside))).containsExactly(inside);
        assertThat(guard.permitted("models.internal", 9000, List.of(inside))).isEmpty();
        assertThat(guard.permitted("others.internal", 8000, List.of(inside))).isEmpty();
    }

    @Test
    void ofSeveralAddressesTheForbiddenOnesAreLeftOut() {
        InetAddress inside = InetAddress.ofLiteral("10.0.0.1");
        InetAddress outside = InetAddress.ofLiteral("8.8.8.8");
        assertThat(AddressGuard.strict().permitted("rebound.example", 443, List.of(inside, outside)))
                .containsExactly(outside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "10.0.0.0/33", "host:port", "::1/129"})
    void whatIsNeitherIsAnError(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressGuard.allowing(List.of(entry)));
    }
}
