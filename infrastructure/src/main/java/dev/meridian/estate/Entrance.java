package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// A name that users open, and the regions behind it.
///
/// @param cloud whose names it is one of, and whose regions are behind it
/// @param name as the file calls it
/// @param host what users open
/// @param zone of names that the host is in
/// @param service behind it
/// @param port that the service listens on
/// @param health how its copies are asked whether they can serve
/// @param isSticky whether a user stays with one copy of the service
/// @param ttl how long resolvers may keep an answer
/// @param choices who is sent where, the first to be asked first
/// @param ofStandby other names, which lead to the region that would take over
/// @param check how each region is asked whether it serves; empty where nobody asks
/// @param lead what sends users to one region or another
/// @param cdn before the regions; empty where users reach them themselves
public record Entrance(
        Cloud cloud,
        String name,
        String host,
        String zone,
        String service,
        int port,
        Health health,
        boolean isSticky,
        Duration ttl,
        List<Choice> choices,
        List<String> ofStandby,
        Optional<Check> check,
        Lead lead,
        Optional<Cdn> cdn) {
    /// How the alias of the key ends that encrypts the names of switches ([Lead#CONTROLS]).
    /// Why none is written where nothing would be behind its addresses: outside of AWS a cluster makes what takes
    /// requests, and a load balancer of AWS is there for copies that somebody registers.
    public static final String WITHOUT_CLUSTER =
            "outside of AWS a cluster makes what takes requests, and no platform that is written runs one there";

    public static final String CONTROLS_KEY = "controls";

    /// How the reason begins why a name of Azure is not written whose service takes no requests there.
    public static final String NEEDS_INGRESS =
            "what takes requests in a cluster of Azure is an `ingress` with `tls: true`";

    public Entrance {
        choices = List.copyOf(choices);
        ofStandby = List.copyOf(ofStandby);
    }

    /// The same where regions answer their CDN and nobody else; itself where none is before them.
    Entrance behindCdnAlone() {
        return new Entrance(
                cloud,
                name,
                host,
                zone,
                service,
                port,
                health,
                isSticky,
                ttl,
                choices,
                ofStandby,
                check,
                lead,
                cdn.map(Cdn::asOnlyWayIn));
    }

    /// What one region alone is opened by: checks ask it, and so may people.
    public String host(RegionName region) {
        return region + "." + host;
    }

    /// By what somebody finds out whether it serves: what checks ask it, if there are any.
    public String asked() {
        return check.map(Check::path).orElse(health.openPath());
    }

    /// All of them, the first to be asked first.
    public List<RegionName> regions() {
        return choices.stream().map(Choice::region).distinct().toList();
    }

    /// The region that would take over: the second.
    public Optional<RegionName> standby() {
        return regions().stream().skip(1).findFirst();
    }

    /// Those that users are sent to, each as it is chosen: all of them, in turn, where one serves at a time.
    public List<Choice> serving() {
        return isInTurn()
                ? choices
                : choices.stream()
                        .filter(choice -> choice.policy() != Policy.FAILOVER)
                        .toList();
    }

    /// The regions that get users while none of those that serve does, in order; none where one serves at a time.
    public List<RegionName> waiting() {
        return isInTurn()
                ? List.of()
                : choices.stream()
                        .filter(choice -> choice.policy() == Policy.FAILOVER)
                        .map(Choice::region)
                        .toList();
    }

    /// Whether one region serves at a time.
    public boolean isInTurn() {
        return choices.getFirst().policy() == Policy.FAILOVER;
    }

    /// What leads to one of the regions that serve, where others wait for them.
    public String ofServing() {
        return "_serving." + host;
    }

    /// What leads to one of the regions: the name itself, or what the CDN before them opens.
    public String origin() {
        return cdn.isPresent() ? "origin." + host : host;
    }

    /// What leads to another region than [#origin] does for the same user: where the first does not answer, a CDN
    /// asks the second.
    public String second() {
        return "second." + host;
    }

    /// Whether a CDN asks another region at once where the first does not answer: for what is only read, and where
    /// users of a place may be served by another region than theirs.
    public boolean hasSecond() {
        return cdn.filter(Cdn::isOnlyReadFrom).isPresent()
                && lead != Lead.ACCELERATOR
                && choices.size() > 1
                && !isByPlace();
    }

    /// Whether users are sent by where they are.
    public boolean isByPlace() {
        return choices.getFirst().policy() == Policy.GEOLOCATION;
    }

    /// The regions of each continent that has any, by its two letters; where users are sent by where they are.
    public SequencedMap<String, SequencedSet<RegionName>> continents() {
        SequencedMap<String, SequencedSet<RegionName>> continents = new LinkedHashMap<>();
        for (Choice choice : choices) {
            choice.continent()
                    .ifPresent(continent -> continents
                            .computeIfAbsent(continent, _ -> new LinkedHashSet<>())
                            .add(choice.region()));
        }
        return continents;
    }

    /// What has the name of a region's switch, which AWS chooses ([Lead#CONTROLS]).
    ///
    /// @param estate what everything begins with
    public String control(String estate, RegionName region) {
        return "/" + estate + "/controls/" + name + "/" + region;
    }

    /// The name of the address that one region is reached by, where the cloud gives addresses names.
    ///
    /// @param site what everything of the region begins with
    public String address(String site) {
        return site + "-" + name;
    }

    /// What leads from a load balancer to the copies of its service, by a name that it has in each region: of 32
    /// letters at most (Elastic Load Balancing API reference, CreateTargetGroup, 2026-11).
    ///
    /// @param estate what everything begins with
    public String targets(String estate) {
        return ShortName.dashed(estate + "-" + name, 32);
    }

    /// One region behind the name.
    ///
    /// @param policy by which it is chosen
    /// @param region that users are sent to
    /// @param weight the part of all users, with [Policy#WEIGHTED]
    /// @param said the weight of the file, where the cloud takes none so large and another has the same share
    /// @param continent whose users are sent there first, two letters, with [Policy#GEOLOCATION]; empty for a
    ///     region of which nobody knows
    public record Choice(
            Policy policy, RegionName region, OptionalInt weight, OptionalInt said, Optional<String> continent) {
        /// Why the weight is not that of the file; empty where it is.
        public Optional<String> reweighed() {
            return said.isEmpty()
                    ? Optional.empty()
                    : Optional.of(said.getAsInt() + " in the file: its share, in numbers that the cloud takes.");
        }
    }

    /// What is turned to send users elsewhere.
    public enum Lead {
        /// Records, which leave out a region whose check fails.
        RECORDS,
        /// The same, and a switch for each region beside its check (ADR 27).
        CONTROLS,
        /// An accelerator, which leaves out a region whose load balancer has nobody behind it.
        ACCELERATOR
    }

    /// By what a record is chosen among those of one name.
    public enum Policy {
        /// The region that answers soonest; where nobody measures that, the one nearest to who asks.
        LATENCY,
        /// A region on the continent of the user; where none of it serves, and for everybody else, the one that
        /// answers soonest.
        GEOLOCATION,
        /// So many of a hundred.
        WEIGHTED,
        /// The first of them that serves, in order.
        FAILOVER,
        /// There is one region only.
        SIMPLE
    }

    /// How a region is asked.
    ///
    /// @param path that it is asked for
    /// @param seconds between two questions of one place: 10 or 30
    /// @param failures in a row after which it counts as gone
    public record Check(String path, int seconds, int failures) {
        static final int SLOW_SECONDS = 30;

        /// How long an answer may take, as it is written for Google Cloud and Azure; Route 53 has a time of its
        /// own. Traffic Manager takes ten seconds, and where it asks every ten five to nine (Traffic Manager,
        /// endpoint monitoring, 2026-11).
        public int secondsToAnswer(Cloud cloud) {
            return cloud == Cloud.AZURE && seconds == SLOW_SECONDS ? 10 : 5;
        }
    }
}
