package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.dns.Zone;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a region's users are sent, over the end of its agent: losing the control plane never moves a route.
class RoutesTest {
    private static final AgentConfig.Peer HOME = new AgentConfig.Peer(new RegionName("us-east-1"), 1, true);
    private static final AgentConfig.Peer OTHER = new AgentConfig.Peer(new RegionName("eu-west-1"), 2, true);

    @TempDir
    Path directory;

    @Test
    void an_agent_that_comes_back_alone_sends_users_where_it_sent_them_last() throws IOException {
        Routes before = routes(true);
        assertThat(answer(before)).contains(Addresses.dialled(HOME.number()));
        before.point(OTHER.region(), new Epoch(7));

        Routes after = routes(false);

        assertThat(answer(after)).contains(Addresses.dialled(OTHER.number()));
        after.point(HOME.region(), new Epoch(6));
        assertThat(answer(after)).contains(Addresses.dialled(OTHER.number()));
        after.point(HOME.region(), new Epoch(8));
        assertThat(answer(routes(false))).contains(Addresses.dialled(HOME.number()));
    }

    @Test
    void one_that_never_knew_says_so_until_it_does() throws IOException {
        Routes routes = routes(false);
        assertThat(routes.zone()).isEmpty();

        routes.point(OTHER.region(), new Epoch(7));

        assertThat(answer(routes)).contains(Addresses.dialled(OTHER.number()));
    }

    @Test
    void a_memory_that_names_nobody_is_none() throws IOException {
        for (String text : List.of("", "7", "7 mars-1", "x us-east-1", "7 us-east-1 8")) {
            Files.writeString(directory.resolve("route"), text);
            assertThat(routes(false).zone()).as(text).isEmpty();
        }
    }

    private Routes routes(boolean isFirstStart) throws IOException {
        return new Routes(Rehearsal.config(directory, HOME, List.of(HOME, OTHER)), isFirstStart);
    }

    private static Optional<InetAddress> answer(Routes routes) {
        return routes.zone()
                .map(Zone::names)
                .map(names -> names.firstEntry().getValue().addresses().getFirst());
    }
}
