package dev.lamina.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;

final class AddressCountsTest {

    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");

    private final AddressCounts counts = new AddressCounts(2, InetAddress::isLoopbackAddress);

    @Test
    void oneAddressHasSoManyAndNoMore() {
        assertThat(counts.add(ONE)).isTrue();
        assertThat(counts.add(ONE)).isTrue();
        assertThat(counts.add(ONE)).isFalse();
        assertThat(counts.add(InetAddress.ofLiteral("192.0.2.2"))).isTrue();

        counts.remove(ONE);
        counts.remove(ONE);
        assertThat(counts.add(ONE)).isTrue();
    }

    @Test
    void addressesOfOneNetworkAreOneInVersion6() {
        assertThat(counts.add(InetAddress.ofLiteral("2001:db8::1"))).isTrue();
        assertThat(counts.add(InetAddress.ofLiteral("2001:db8::2"))).isTrue();
        assertThat(counts.add(InetAddress.ofLiteral("2001:db8::ffff:1:2:3"))).isFalse();
        assertThat(counts.add(InetAddress.ofLiteral("2001:db8:0:1::1"))).isTrue();
    }

    @Test
    void trustedAddressesAreNotCounted() {
        for (int i = 0; i < 10; i++) {
            assertThat(counts.add(InetAddress.getLoopbackAddress())).isTrue();
        }
    }
}
