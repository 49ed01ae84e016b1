package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Store;
import dev.meridian.mechanisms.Provider;
import dev.meridian.topology.Network;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Copies between regions whose data travels in the clear.
final class TransportRules {
    private TransportRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Store store : subject.blueprint().stores().values()) {
            overPublicLinks(subject, store).ifPresent(findings::add);
            boolean isClear = subject.said(store).protection().inTransit().equals(Optional.of(false));
            List<Edge> leaving = store.replication().edges().stream()
                    .filter(edge -> !isEncryptedByProvider(subject, edge))
                    .toList();
            if (isClear && !leaving.isEmpty()) {
                boolean areTunnels = leaving.stream()
                        .map(edge -> ways(subject, edge))
                        .allMatch(ways -> !ways.isEmpty() && ways.stream().allMatch(Network.By.VPN::equals));
                findings.add(areTunnels ? inTunnels(store) : inTheClear(store));
            }
        }
    }

    private static Finding inTheClear(Store store) {
        return Finding.of(
                Rule.PLAINTEXT_BETWEEN_REGIONS,
                path(store),
                "changes of `" + store.name() + "` travel between regions without encryption",
                "the way between two regions crosses networks that other parties operate",
                "`encryption: {inTransit: true}`, or a tunnel that encrypts and a waiver that names it");
    }

    private static Finding inTunnels(Store store) {
        return Finding.of(
                        Rule.PLAINTEXT_BETWEEN_REGIONS,
                        path(store),
                        "changes of `" + store.name() + "` travel between regions with no encryption but that of the"
                                + " tunnels",
                        "`by: vpn` encrypts the way between two gateways, and nothing encrypts it on either side of"
                                + " them",
                        "`encryption: {inTransit: true}`, or a waiver that names the tunnels")
                .with(Severity.NOTE);
    }

    private static String path(Store store) {
        return "data." + store.name() + ".encryption.inTransit";
    }

    /// What the links between the ends of an edge go by.
    private static List<Network.By> ways(Subject subject, Edge edge) {
        return subject.topology().network().peering().links().values().stream()
                .filter(link -> joins(link, edge.from(), edge.to()) || joins(link, edge.to(), edge.from()))
                .map(link -> link.by().orElse(Network.By.PEERING))
                .toList();
    }

    /// Whether the provider encrypts all that goes between the ends of an edge: peerings between regions of AWS,
    /// of networks or of transit gateways (Amazon VPC documentation, Transit gateway peering attachments: AES-256
    /// at the virtual network layer between Regions, as with VPC peering; read 2026-11).
    private static boolean isEncryptedByProvider(Subject subject, Edge edge) {
        List<Network.By> ways = ways(subject, edge);
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        return Stream.of(edge.from(), edge.to())
                        .allMatch(region -> mechanisms.provider(region).equals(Optional.of(Provider.AWS)))
                && !ways.isEmpty()
                && ways.stream().allMatch(way -> way == Network.By.PEERING || way == Network.By.TRANSIT);
    }

    /// A copy that the user runs over a link `by: public`, where the file says nothing about encryption in
    /// transit. A provider encrypts its own copies.
    private static Optional<Finding> overPublicLinks(Subject subject, Store store) {
        boolean isSaid = subject.said(store).protection().inTransit().isPresent();
        List<String> links = subject.topology().network().peering().links().values().stream()
                .filter(link -> link.by().equals(Optional.of(Network.By.PUBLIC)))
                .filter(link -> store.replication().edges().stream()
                        .anyMatch(edge -> joins(link, edge.from(), edge.to()) || joins(link, edge.to(), edge.from())))
                .map(Network.Link::name)
                .toList();
        return isSaid || store.managed() || links.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(
                                Rule.PLAINTEXT_BETWEEN_REGIONS,
                                "data." + store.name(),
                                "`" + store.name() + "` is copied over the public "
                                        + (links.size() == 1 ? "link " : "links ") + Listed.names(links)
                                        + ", and nothing says that it is encrypted on the way",
                                "a public link crosses networks that other parties operate",
                                "`encryption: {inTransit: true}`, if it is, or else a tunnel")
                        .with(Severity.NOTE));
    }

    private static boolean joins(Network.Link link, RegionName from, RegionName to) {
        return link.from().contains(from) && link.to().contains(to);
    }
}
