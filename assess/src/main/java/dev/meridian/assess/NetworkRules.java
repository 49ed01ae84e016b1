package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Network;
import dev.meridian.topology.Setting;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A check that stores which copy themselves have a network between their regions. A provider's own mechanism
/// needs none of the user's; replicas that run on machines of the user do, and peering leads to its two ends only.
final class NetworkRules {
    private final Subject subject;
    private final Network network;

    private NetworkRules(Subject subject) {
        this.subject = subject;
        this.network = subject.topology().network();
    }

    /// Two regions between which a store copies.
    private record Pair(RegionName from, RegionName to) {
        String text() {
            return from + " to " + to;
        }
    }

    static void check(Subject subject, List<Finding> findings) {
        NetworkRules rules = new NetworkRules(subject);
        if (rules.isDeclared() || rules.isPrivateAndSilent()) {
            subject.blueprint()
                    .stores()
                    .values()
                    .forEach(store -> rules.store(store).ifPresent(findings::add));
        }
    }

    /// The file says how regions reach each other.
    private boolean isDeclared() {
        return network.peering().fullMesh().isPresent()
                || !network.peering().links().isEmpty();
    }

    /// Nothing connects the regions, and no subnet has a way in from outside.
    private boolean isPrivateAndSilent() {
        return !network.subnets().isEmpty() && !network.subnets().contains(Network.Subnet.PUBLIC);
    }

    private Optional<Finding> store(Store store) {
        List<Pair> cut = Stream.concat(pairs(store).stream(), amongVotes(store).stream())
                .filter(pair -> !isConnected(pair))
                .distinct()
                .toList();
        if (cut.isEmpty()) {
            return Optional.empty();
        }
        String ways = Listed.plain(cut.stream().map(Pair::text).toList());
        Finding finding = Finding.of(
                Rule.NO_NETWORK_PATH,
                "data." + store.name() + ".replication",
                "`" + store.name() + "` copies from " + ways + ", and no network leads there",
                isDeclared()
                        ? "`network.peering` names the connections that there are; a peering leads to its two ends, not"
                                + " through them"
                        : "all subnets are private, and the file has no peering, transit gateway or line between the"
                                + " regions",
                "`network.peering: full-mesh`, a link for " + ways + ", or `transitGateway: true`");
        return Optional.of(isDeclared() ? finding : finding.with(Severity.WARNING));
    }

    /// Whether the votes of a store that are left without the region of its writer reach no majority of each
    /// other, by the connections that the file names.
    static boolean isCutApart(Subject subject, Store store) {
        NetworkRules rules = new NetworkRules(subject);
        return rules.isDeclared()
                && !rules.pairs(store).isEmpty()
                && Votes.of(store, subject.said(store)).stream().anyMatch(votes -> rules.isCutApart(store, votes));
    }

    /// The pairs of votes that are left without the region of the writer, where they reach no majority of each
    /// other: any of them may become the leader, and copies to the others then.
    private List<Pair> amongVotes(Store store) {
        List<Pair> pairs = new ArrayList<>();
        for (Votes votes : Votes.of(store, subject.said(store))) {
            List<RegionName> left = left(store, votes);
            for (int i = 0;
                    i < left.size() && isCutApart(store, votes) && votes.fatal().isEmpty();
                    i++) {
                for (int j = i + 1; j < left.size(); j++) {
                    pairs.add(new Pair(left.get(i), left.get(j)));
                }
            }
        }
        return store.managed() || pairs(store).isEmpty() ? List.of() : pairs;
    }

    private static List<RegionName> left(Store store, Votes votes) {
        return votes.byRegion().sequencedKeySet().stream()
                .filter(place -> !place.equals(store.writer()))
                .toList();
    }

    private boolean isCutApart(Store store, Votes votes) {
        List<RegionName> left = left(store, votes);
        return left.stream()
                .allMatch(leader -> votes.in(left.stream()
                                .filter(place -> place.equals(leader) || isConnected(new Pair(leader, place)))
                                .collect(Collectors.toCollection(LinkedHashSet::new)))
                        < votes.majority());
    }

    /// The pairs between which members reach each other directly. Objects of a cluster, dumps, snapshots and other
    /// files are copied through storage that both ends reach, so they need no network between them.
    private List<Pair> pairs(Store store) {
        if ((store.managed() && !isMirrored(store)) || store.kind() == StoreKind.CLUSTER_OBJECTS) {
            return List.of();
        }
        List<Pair> pairs = new ArrayList<>();
        for (Edge edge : store.replication().edges()) {
            boolean moves = switch (edge.mode()) {
                case SYNC, QUORUM, ASYNC, MULTI_PRIMARY -> true;
                case COPY, PROVIDER, NONE, UNKNOWN -> false;
            };
            Pair back = new Pair(edge.to(), edge.from());
            if (moves && !edge.from().equals(edge.to()) && !pairs.contains(back)) {
                pairs.add(new Pair(edge.from(), edge.to()));
            }
        }
        if (pairs.isEmpty() && store.replication().mode() == ReplicationMode.QUORUM) {
            store.members().stream()
                    .filter(member -> !member.equals(store.writer()))
                    .forEach(member -> pairs.add(new Pair(store.writer(), member)));
        }
        return pairs.stream().distinct().toList();
    }

    /// MirrorMaker is a program of the user beside a managed cluster, and reaches both by the user's network.
    private static boolean isMirrored(Store store) {
        return (store.kind() == StoreKind.KAFKA || store.kind() == StoreKind.STREAM)
                && store.replication().edges().stream()
                        .flatMap(edge -> edge.transport().via().stream())
                        .anyMatch(via -> via.toLowerCase(Locale.ROOT).contains("mirrormaker"));
    }

    private boolean isConnected(Pair pair) {
        boolean mesh = network.peering().fullMesh().equals(Optional.of(true))
                || network.transitGateway().equals(Optional.of(true))
                || subject.topology()
                        .compute()
                        .mesh()
                        .flatMap(Compute.Mesh::crossRegion)
                        .equals(Optional.of(true));
        boolean line = subject.topology()
                .sources()
                .at("network.directConnect")
                .map(Setting::text)
                .filter(word -> !word.equals("none"))
                .isPresent();
        boolean open = network.subnets().equals(List.of(Network.Subnet.PUBLIC));
        return mesh || line || open || isLinked(pair);
    }

    private boolean isLinked(Pair pair) {
        Stream<Network.Link> links = network.peering().links().values().stream();
        return links.anyMatch(
                link -> (link.from().contains(pair.from()) && link.to().contains(pair.to()))
                        || (link.from().contains(pair.to()) && link.to().contains(pair.from())));
    }
}
