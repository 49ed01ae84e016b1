package dev.meridian.agent;

import dev.meridian.dns.Answer;
import dev.meridian.dns.Zone;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Where this region's DNS server sends users: the sink of the `route` duty, which refuses an epoch smaller than
/// one it has seen, and keeps its last answer for as long as nobody gives it a better one.
final class Routes {
    private final AgentConfig config;
    private final String origin;
    private volatile Epoch epoch = Epoch.NONE;
    private volatile Zone zone;

    Routes(AgentConfig config) {
        this.config = config;
        this.origin = origin(config.hosts());
        this.zone = zone(config.policy().home(), Epoch.NONE);
    }

    /// After a restart: what the log says was fulfilled here is what is served.
    void recall(State state) {
        Epoch served = state.routes().getOrDefault(config.region(), Epoch.NONE);
        state.grant().filter(grant -> grant.epoch().equals(served)).ifPresent(grant -> point(grant.holder(), served));
    }

    synchronized void point(RegionName to, Epoch newEpoch) {
        if (newEpoch.supersedes(epoch)) {
            zone = zone(to, newEpoch);
            epoch = newEpoch;
        }
    }

    Zone zone() {
        return zone;
    }

    private Zone zone(RegionName to, Epoch serial) {
        SequencedMap<String, Answer> names = new LinkedHashMap<>();
        Answer answer = new Answer(List.of(Addresses.dialled(config.peer(to).number())), config.ttl());
        config.hosts().forEach(host -> names.put(host, answer));
        return new Zone(origin, serial.number(), names);
    }

    /// The longest domain that all hosts are below: `example.com` for `shop.example.com` and `api.example.com`.
    static String origin(List<String> hosts) {
        List<String> labels = List.of(hosts.getFirst().split("\\.", -1));
        for (int from = 1; from < labels.size(); from++) {
            String domain = String.join(".", labels.subList(from, labels.size()));
            if (hosts.stream().allMatch(host -> host.endsWith("." + domain))) {
                return domain;
            }
        }
        throw new IllegalArgumentException("these hosts have no domain in common: " + hosts);
    }
}
