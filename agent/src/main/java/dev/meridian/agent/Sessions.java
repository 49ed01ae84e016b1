package dev.meridian.agent;

import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Session;
import dev.meridian.postgresql.Upstream;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The agent's sessions with its own database and, over the links, with those of other regions: one for each
/// piece of work, so that none is kept that may be half dead.
///
/// @param complaints told what did not work, for the log of the process
record Sessions(AgentConfig config, Consumer<String> complaints) {
    /// A session's work.
    interface Use<T> {
        Reply<T> run(Session session);
    }

    Session.Target target(RegionName region) {
        var address = region.equals(config.region())
                ? Addresses.host(config.number())
                : Addresses.dialled(config.peer(region).number());
        return new Session.Target(
                Addresses.host(config.number()),
                new InetSocketAddress(address, Ports.POSTGRESQL),
                config.database(),
                "meridian-agent");
    }

    /// From where a standby here receives what another region has.
    Upstream upstream(RegionName region) {
        return new Upstream(
                Addresses.seenFrom(config.number(), config.peer(region).number())
                        .getHostAddress(),
                Ports.POSTGRESQL,
                config.region().text());
    }

    /// What came of it; empty if it did not work, certainly or perhaps.
    ///
    /// @param deadline for opening; the work has its own
    <T> Optional<T> with(RegionName region, Duration deadline, Use<T> use) {
        Reply<T> reply = Session.open(target(region), deadline).then(session -> {
            try (session) {
                return use.run(session);
            }
        });
        return switch (reply) {
            case Reply.Done<T>(T value) -> Optional.of(value);
            case Reply.NotDurable<T>(String warning) -> complain(warning);
            case Reply.CertainlyNot<T>(String why) -> complain(why);
            case Reply.MaybeDone<T>(String why) -> complain(why);
        };
    }

    <T> Optional<T> complain(String why) {
        complaints.accept(why);
        return Optional.empty();
    }
}
