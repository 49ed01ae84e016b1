package dev.meridian.topology;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Values that are each well formed and cannot be true together.
final class Contradictions {
    /// Thirds are written `33%`: each share may be half a percent off.
    private static final double ROUNDING = 0.005;

    private final Tree.Block root;
    private final ProblemList problems;

    private Contradictions(Tree.Block root, ProblemList problems) {
        this.root = root;
        this.problems = problems;
    }

    static void check(Tree.Block root, ProblemList problems) {
        Contradictions contradictions = new Contradictions(root, problems);
        contradictions.each("regions", contradictions::capacity);
        contradictions.each("data", contradictions::store);
        root.block("network")
                .flatMap(network -> network.block("peering"))
                .flatMap(peering -> peering.block("links"))
                .ifPresent(contradictions::links);
        root.block("traffic")
                .flatMap(traffic -> traffic.block("entrances"))
                .ifPresent(entrances -> entrances
                        .entries()
                        .keySet()
                        .forEach(name -> entrances.block(name).ifPresent(entrance -> {
                            contradictions.zone(entrance);
                            contradictions.origin(name, entrance);
                        })));
        contradictions.each("services", contradictions::needs);
        contradictions.each("incidents", contradictions::incident);
        contradictions.users();
    }

    private interface Look {
        void at(String name, Tree.Block block);
    }

    private void each(String section, Look look) {
        root.block(section)
                .ifPresent(all -> all.entries()
                        .keySet()
                        .forEach(name -> all.block(name).ifPresent(block -> look.at(name, block))));
    }

    private void capacity(String region, Tree.Block block) {
        Optional<Tree.Block> capacity = block.block("capacity");
        Optional<Tree.Scalar> min = capacity.flatMap(found -> found.scalar("min"));
        Optional<Tree.Scalar> max = capacity.flatMap(found -> found.scalar("max"));
        OptionalDouble least = share(min);
        OptionalDouble most = share(max);
        if (least.isPresent() && most.isPresent() && least.getAsDouble() > most.getAsDouble()) {
            String low = min.orElseThrow().text();
            String high = max.orElseThrow().text();
            problems.add(
                    ProblemId.CONTRADICTION,
                    max.orElseThrow().place(),
                    new Message(
                            "the capacity of `" + region + "` cannot grow from " + low + " to " + high,
                            "`min` is its size before a failover and `max` after it, and " + low + " > " + high,
                            "`min: " + high + "` and `max: " + low + "`, if they are the wrong way round"));
        }
    }

    private void store(String name, Tree.Block store) {
        nowhere(name, store, "members");
        nowhere(name, store, "in");
        Optional<Tree.Block> recover = store.block("recover");
        for (String way : List.of("replay", "rebuild")) {
            recover.flatMap(block -> block.block(way))
                    .flatMap(block -> block.scalar("from"))
                    .filter(from -> from.text().equals(name))
                    .ifPresent(from -> problems.add(
                            ProblemId.CONTRADICTION,
                            from.place(),
                            new Message(
                                    "`" + name + "` cannot come back from itself",
                                    "`" + way + "` is how it comes back when all of it is lost, and then there is no `"
                                            + name + "` to read",
                                    "name the store that still has it, or delete `" + way + "`")));
        }
    }

    /// Silence means a member in every region; a list that has become empty does not.
    private void nowhere(String name, Tree.Block store, String key) {
        Tree.Entry entry = store.entries().get(key);
        if (entry != null && isEmpty(entry.value())) {
            problems.add(
                    ProblemId.CONTRADICTION,
                    entry.key(),
                    new Message(
                            "`" + key + "` of `" + name + "` leaves it nowhere to be",
                            "a store has at least one member; without `" + key + "` it would have one in every region",
                            "name where it is, or remove the store: `absent: true`"));
        }
    }

    /// Users are served again before everything is repaired, or at the same time.
    private void incident(String name, Tree.Block incident) {
        Optional<Tree.Scalar> repaired = incident.scalar("repaired");
        Optional<Duration> end = repaired.flatMap(said -> Scalars.time(said.text()));
        incident.scalar("lasted")
                .flatMap(said -> Scalars.time(said.text()))
                .filter(lasted -> end.filter(time -> time.compareTo(lasted) < 0).isPresent())
                .ifPresent(lasted -> problems.add(
                        ProblemId.CONTRADICTION,
                        repaired.orElseThrow().place(),
                        new Message(
                                "`" + name + "` was repaired before its users were served again",
                                "`lasted` and `repaired` both count from its beginning, and "
                                        + repaired.orElseThrow().text() + " < "
                                        + incident.scalar("lasted")
                                                .orElseThrow()
                                                .text(),
                                "`repaired` of at least `lasted`, or none")));
    }

    /// A service that runs at all times cannot serve with one that a failover starts.
    private void needs(String name, Tree.Block service) {
        if (startsInFailover(name)) {
            return;
        }
        service.block("dependsOn")
                .ifPresent(needs -> needs.entries().keySet().stream()
                        .filter(this::startsInFailover)
                        .forEach(other -> needs.block(other)
                                .flatMap(need -> need.scalar("need"))
                                .filter(need -> need.text().equals("hard"))
                                .ifPresent(need -> problems.add(
                                        ProblemId.CONTRADICTION,
                                        need.place(),
                                        new Message(
                                                "`" + name + "` cannot serve on a quiet day without `" + other + "`",
                                                "`" + other + "` has `starts: failover`, so no copy of it runs until a"
                                                        + " failover, and `hard` means that nothing is served without it",
                                                "`soft`, or `starts: failover` of `" + name + "` as well")))));
    }

    private boolean startsInFailover(String service) {
        return root.block("services")
                .flatMap(all -> all.block(service))
                .flatMap(block -> block.scalar("starts"))
                .filter(starts -> starts.text().equals("failover"))
                .isPresent();
    }

    private void links(Tree.Block links) {
        for (String name : links.entries().keySet()) {
            List<Tree.Scalar> from = regions(links, name, "from");
            for (Tree.Scalar to : regions(links, name, "to")) {
                if (from.stream().anyMatch(region -> region.text().equals(to.text()))) {
                    problems.add(
                            ProblemId.CONTRADICTION,
                            to.place(),
                            new Message(
                                    "the link `" + name + "` leads from `" + to.text() + "` back to it",
                                    "a link is between two regions; a region reaches itself without one",
                                    "name the region at its other end"));
                }
            }
        }
    }

    private void zone(Tree.Block entrance) {
        Optional<String> host = entrance.scalar("host").map(said -> said.text().toLowerCase(Locale.ROOT));
        entrance.scalar("zone")
                .filter(zone -> host.filter(
                                one -> !("." + one).endsWith("." + zone.text().toLowerCase(Locale.ROOT)))
                        .isPresent())
                .ifPresent(zone -> problems.add(
                        ProblemId.CONTRADICTION,
                        zone.place(),
                        new Message(
                                "`" + host.orElse("") + "` is not in the zone `" + zone.text() + "`",
                                "a zone has names that are its own or end with a dot and it",
                                "the zone whose name `host` ends with, or none for the one around it")));
    }

    /// Another switch than that of a CDN sends no request to the next origin.
    private void origin(String name, Tree.Block entrance) {
        Tree.Entry failover = entrance.entries().get("originFailover");
        entrance.scalar("switch")
                .filter(by -> failover != null
                        && !List.of("cdn-origin", "provider-control").contains(by.text()))
                .ifPresent(by -> problems.add(
                        ProblemId.CONTRADICTION,
                        by.place(),
                        new Message(
                                "`" + by.text() + "` of `" + name + "` sends no request to the next origin",
                                "`originFailover` is for a CDN, whose edge chooses the origin of each request",
                                "`switch: cdn-origin`, or no `originFailover`")));
    }

    private static List<Tree.Scalar> regions(Tree.Block links, String name, String end) {
        return links
                .block(name)
                .flatMap(link -> link.at(end))
                .filter(Tree.Items.class::isInstance)
                .map(Tree.Items.class::cast)
                .map(Tree.Items::items)
                .orElse(List.of())
                .stream()
                .filter(Tree.Scalar.class::isInstance)
                .map(Tree.Scalar.class::cast)
                .toList();
    }

    private static boolean isEmpty(Tree tree) {
        return switch (tree) {
            case Tree.Block block -> block.entries().isEmpty();
            case Tree.Items items -> items.items().isEmpty();
            case Tree.Scalar _ -> false;
        };
    }

    private void users() {
        Optional<Tree.Block> users = root.block("traffic").flatMap(traffic -> traffic.block("users"));
        if (users.isEmpty() || users.get().entries().isEmpty()) {
            return;
        }
        List<Tree.Scalar> said = new ArrayList<>();
        users.get()
                .entries()
                .keySet()
                .forEach(name -> users.get()
                        .block(name)
                        .flatMap(block -> block.scalar("share"))
                        .ifPresent(said::add));
        double sum = said.stream()
                .mapToDouble(share -> Scalars.share(share.text()).orElse(0))
                .sum();
        boolean all = said.size() == users.get().entries().size();
        double tolerance = ROUNDING * said.size() + 1e-9;
        if (sum > 1 + tolerance || (all && sum < 1 - tolerance)) {
            problems.add(
                    ProblemId.CONTRADICTION,
                    said.getLast().place(),
                    new Message(
                            "the shares of `traffic.users` add up to " + percent(sum),
                            "each is of all users, and "
                                    + String.join(
                                            " + ",
                                            said.stream()
                                                    .limit(6)
                                                    .map(share -> Words.shown(share.text()))
                                                    .toList())
                                    + (said.size() > 6 ? " + …" : "") + " is not 100%",
                            fix(said, sum)));
        }
    }

    private static String fix(List<Tree.Scalar> said, double sum) {
        double last = Scalars.share(said.getLast().text()).orElse(0) + 1 - sum;
        return last > 0 && last <= 1
                ? "`share: " + percent(last) + "` here, or leave one location without `share`: it has the rest"
                : "lower them; a location without `share` has the rest";
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share * 100)
                        .setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }

    private static OptionalDouble share(Optional<Tree.Scalar> value) {
        return value.isPresent() ? Scalars.share(value.get().text()) : OptionalDouble.empty();
    }
}
