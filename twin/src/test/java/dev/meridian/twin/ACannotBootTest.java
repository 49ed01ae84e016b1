package dev.meridian.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meridian.units.RegionName;
import dev.meridian.wan.AddressInUse;
import dev.meridian.wan.Wan;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/// What a boot says of a machine on which it is not possible: what is in the way, and what to do about it.
class ACannotBootTest {
    @Test
    void of_an_occupied_address_names_address_port_and_who_may_hold_it() throws IOException {
        SequencedMap<RegionName, Integer> numbers = new LinkedHashMap<>();
        numbers.put(new RegionName("us-east-1"), 230);
        numbers.put(new RegionName("eu-west-1"), 231);
        try (Wan wan = new Wan(numbers);
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            wan.link(new RegionName("eu-west-1"), new RegionName("us-east-1"));
            AddressInUse taken = catchThrowableOfType(
                    AddressInUse.class, () -> wan.carryTcp(new RegionName("us-east-1"), other.getLocalPort()));
            Twin.CannotBoot sentence = Twin.CannotBoot.of(taken);
            assertThat(sentence).hasMessageContainingAll("127.", " port " + other.getLocalPort(), "cannot be bound");
            assertThat(sentence.why()).contains("kept twin");
            assertThat(sentence.fix()).contains("`meridian twin down`", "`ss -ltnup`");
        }
    }

    @Test
    void of_an_agents_port_is_said_before_anything_is_started() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.1.0.230"))) {
            InetSocketAddress address = new InetSocketAddress(other.getInetAddress(), other.getLocalPort());
            Twin.CannotBoot sentence = catchThrowableOfType(Twin.CannotBoot.class, () -> Footing.free(address));
            assertThat(sentence).hasMessageStartingWith("127.1.0.230 port " + other.getLocalPort());
        }
    }

    @Test
    void of_a_name_servers_port_is_said_for_udp_too() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getByName("127.1.0.230"))) {
            InetSocketAddress address = new InetSocketAddress(other.getLocalAddress(), other.getLocalPort());
            Twin.CannotBoot sentence =
                    catchThrowableOfType(Twin.CannotBoot.class, () -> Footing.freeForDatagrams(address));
            assertThat(sentence).hasMessageStartingWith("127.1.0.230 port " + other.getLocalPort());
        }
    }

    @Test
    void of_a_full_disk_says_to_free_some_space() {
        Twin.CannotBoot sentence = Twin.CannotBoot.of(new IOException("/x/base/1/2: No space left on device"));
        assertThat(sentence).hasMessageContaining("/x/base/1/2");
        assertThat(sentence.fix()).contains("free some space", "XDG_CACHE_HOME");
    }
}
