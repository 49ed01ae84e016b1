package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Regional;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether each target can take what it has to take over, and has it when it needs it.
final class CapacityRules {
    private final Subject subject;
    private final Application application;
    private final List<Finding> findings;

    private CapacityRules(Subject subject, Application application, List<Finding> findings) {
        this.subject = subject;
        this.application = application;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            CapacityRules rules = new CapacityRules(subject, application, findings);
            application.failover().targets().stream()
                    .filter(target -> ServingRegions.hasServices(subject, application, target))
                    .forEach(target -> {
                        rules.size(target);
                        rules.reserved(target);
                    });
        }
    }

    /// One finding per target, whatever number of keys say that it is smaller.
    private void size(RegionName target) {
        List<Smaller> smaller = new ArrayList<>();
        share(target).ifPresent(smaller::add);
        withoutMachines(target, "no group of machines is in " + target)
                .filter(_ -> !new Capacity(subject, application).isScaled(target))
                .ifPresent(smaller::add);
        smaller.addAll(replicas(target));
        smaller.addAll(nodes(target));
        if (!smaller.isEmpty()) {
            findings.add(touching(tooSmall(smaller, target), smaller, promises()));
        }
    }

    private List<Smaller> replicas(RegionName target) {
        List<Smaller> smaller = new ArrayList<>();
        Regional here = regional(application.primary());
        regional(target).replicas().forEach((service, count) -> {
            if (isOwn(service)) {
                none(service, count, here.replicas().get(service), target).ifPresent(smaller::add);
                fewer(
                                "services." + service + ".replicas",
                                "`" + service + "`",
                                "replica",
                                count,
                                here.replicas().get(service),
                                target)
                        .ifPresent(smaller::add);
            }
        });
        return smaller;
    }

    private List<Smaller> nodes(RegionName target) {
        List<Smaller> smaller = new ArrayList<>();
        regional(target).nodes().forEach((group, nodes) -> {
            Compute.Nodes known = regional(application.primary()).nodes().get(group);
            if (!new Capacity(subject, application).areComparable(group, target)) {
                return;
            }
            if (!nodes.isIn(target)) {
                missing(group, known, target).ifPresent(smaller::add);
                return;
            }
            nodes.count()
                    .flatMap(count -> fewer(
                            "compute.nodes." + group + ".count",
                            "`" + group + "`",
                            "node",
                            count,
                            known == null ? null : known.count().orElse(null),
                            target))
                    .ifPresent(smaller::add);
        });
        return smaller;
    }

    /// The finding with the other places that it is about, and with every promise that it touches.
    private static Finding touching(Finding finding, List<Smaller> places, List<String> promises) {
        List<String> also = Stream.concat(
                        places.stream().skip(1).map(Smaller::path),
                        promises.stream().skip(1))
                .distinct()
                .toList();
        return (promises.isEmpty() ? finding : finding.about(promises.getFirst())).andAt(also);
    }

    /// A share of the primary's capacity below the whole, also after scaling.
    private Optional<Smaller> share(RegionName target) {
        Capacity capacity = new Capacity(subject, application);
        double most = capacity.after(target);
        boolean grows = capacity.share(target) < most;
        return most < 1
                ? Optional.of(new Smaller(
                        "regions." + target + ".capacity",
                        target + (grows ? " can be scaled to " : " has ") + percent(most) + " of "
                                + application.primary(),
                        grows ? "`max: 100%`" : "`capacity: 100%`"))
                : Optional.empty();
    }

    /// A target of another provider for which the file has no machines. Which ones it needs follows from no group
    /// of the primary.
    private Optional<Smaller> withoutMachines(RegionName target, String statement) {
        return new Capacity(subject, application).isWithoutMachines(target)
                        && application.roles().get(target) == Role.STANDBY
                ? regional(application.primary()).nodes().values().stream()
                        .filter(nodes -> nodes.isIn(application.primary()))
                        .findFirst()
                        .map(first -> new Smaller(
                                "compute.nodes." + first.name() + ".in",
                                statement,
                                "a group with `in: " + target + "` under `compute.nodes`, or `capacity` of " + target))
                : Optional.empty();
    }

    /// A group of machines that the primary has and the target does not, where no step makes them. A region that
    /// serves today, and has none of the groups, has machines that the file does not describe.
    private Optional<Smaller> missing(String group, Compute.@Nullable Nodes known, RegionName target) {
        boolean isHere = known != null && known.isIn(application.primary());
        boolean hasOthers = application.roles().get(target) == Role.ACTIVE
                && regional(target).nodes().values().stream().noneMatch(nodes -> nodes.isIn(target));
        return isHere && !hasOthers && !new Capacity(subject, application).isScaled(target)
                ? Optional.of(new Smaller(
                        "compute.nodes." + group + ".in",
                        "`" + group + "` is not in " + target,
                        "`" + target + "` in `compute.nodes." + group + ".in`, or a step `scale` that makes it"))
                : Optional.empty();
    }

    /// A limit in a target that is below the size of the primary.
    private record Smaller(String path, String statement, String fix) {}

    private Regional regional(RegionName region) {
        return Objects.requireNonNull(subject.topology().regions().get(region)).regional();
    }

    /// A service that the target runs no copy of, where the primary may run some and no step says that it starts
    /// one. How many the primary has need not be known.
    private Optional<Smaller> none(
            String service, Topology.Count there, Topology.@Nullable Count here, RegionName target) {
        boolean isNone = there.most().equals(OptionalInt.of(0));
        boolean isCompared = here != null && here.most().isPresent();
        boolean isStarted = new Capacity(subject, application).isScaled(target)
                || subject.said(application).failover().steps().values().stream()
                        .anyMatch(step -> OnePlaceServices.starts(step, service));
        return isNone && !isCompared && !isStarted
                ? Optional.of(new Smaller(
                        "services." + service + ".replicas@" + target,
                        "`" + service + "` has no replica in " + target
                                + ", and no step of the plan says that it starts one",
                        "a step `scale` that starts it, or `replicas` of 1 or more there"))
                : Optional.empty();
    }

    private Optional<Smaller> fewer(
            String path,
            String whose,
            String what,
            Topology.Count there,
            Topology.@Nullable Count here,
            RegionName target) {
        if (here == null || there.most().isEmpty() || here.most().isEmpty()) {
            return Optional.empty();
        }
        int most = there.most().getAsInt();
        int needed = here.most().getAsInt();
        boolean isFixed = there.least().equals(there.most());
        boolean grows = isFixed && new Capacity(subject, application).isScaled(target);
        return most < needed && !grows
                ? Optional.of(new Smaller(
                        path + "@" + target,
                        whose + " has at most " + counted(most, what) + " in " + target + " and " + needed + " in "
                                + application.primary(),
                        "as many there as in " + application.primary()))
                : Optional.empty();
    }

    /// A share of a size is no load, and no key declares what a region bears as a whole: whether less is
    /// enough is not known.
    private Finding tooSmall(List<Smaller> smaller, RegionName target) {
        return Finding.of(
                Rule.SECONDARY_TOO_SMALL,
                smaller.getFirst().path(),
                String.join("; ", smaller.stream().map(Smaller::statement).toList()),
                new Capacity(subject, application).unknownLoad(target),
                String.join("; ", smaller.stream().map(Smaller::fix).distinct().toList()));
    }

    /// What is smaller before a failover than after it has to get machines on the day on which others want them:
    /// one finding for a target.
    private void reserved(RegionName target) {
        List<String> promises = promises();
        if (promises.isEmpty()) {
            return;
        }
        Capacity capacity = new Capacity(subject, application);
        double before = capacity.share(target);
        List<Smaller> growing = new ArrayList<>();
        if (before < capacity.after(target)) {
            growing.add(new Smaller(
                    "regions." + target + ".capacity",
                    target + " runs at " + percent(before) + " of " + application.primary()
                            + ", and has to carry its whole load within the time to recover",
                    "`capacity: " + percent(capacity.after(target)) + "`"
                            + (capacity.after(target) < 1 ? ", all that it can have" : "")));
        }
        withoutMachines(target, "no group of machines is in " + target + " before a failover")
                .filter(_ -> capacity.isScaled(target))
                .ifPresent(growing::add);
        growing.addAll(counts(target));
        if (!growing.isEmpty()) {
            findings.add(touching(notReserved(growing), growing, promises));
        }
    }

    /// Replicas and nodes that have to be added in a failover.
    private List<Smaller> counts(RegionName target) {
        List<Smaller> found = new ArrayList<>();
        Regional there = regional(target);
        Regional here = regional(application.primary());
        there.replicas().forEach((service, count) -> {
            if (isOwn(service)) {
                grows(
                                "services." + service + ".replicas",
                                "replica",
                                service,
                                target,
                                count,
                                here.replicas().get(service))
                        .ifPresent(found::add);
            }
        });
        Capacity capacity = new Capacity(subject, application);
        there.nodes().forEach((group, nodes) -> {
            Compute.Nodes known = here.nodes().get(group);
            nodes.count()
                    .filter(_ -> capacity.areComparable(group, target))
                    .flatMap(count -> grows(
                            "compute.nodes." + group + ".count",
                            "node",
                            group,
                            target,
                            count,
                            known == null ? null : known.count().orElse(null)))
                    .ifPresent(found::add);
        });
        return found;
    }

    /// Fewer than the primary has at least, and more when they are needed.
    private Optional<Smaller> grows(
            String path,
            String what,
            String whose,
            RegionName target,
            Topology.Count there,
            Topology.@Nullable Count here) {
        if (here == null || there.least().isEmpty() || here.least().isEmpty()) {
            return Optional.empty();
        }
        int before = there.least().getAsInt();
        int needed = here.least().getAsInt();
        boolean more = there.most().isEmpty()
                || there.most().getAsInt() > before
                || new Capacity(subject, application).isScaled(target);
        return before < needed && more
                ? Optional.of(new Smaller(
                        path + "@" + target,
                        "`" + whose + "` may run with " + counted(before, what) + " in " + target
                                + " before a failover, and has at least " + needed + " in " + application.primary(),
                        "as many of `" + whose + "` there as in " + application.primary()))
                : Optional.empty();
    }

    /// The headline has the first of them; the others are counted below it.
    private static Finding notReserved(List<Smaller> growing) {
        String others = growing.stream().skip(1).map(Smaller::statement).collect(Collectors.joining("; "));
        return Finding.of(
                Rule.CAPACITY_NOT_RESERVED,
                growing.getFirst().path(),
                growing.getFirst().statement(),
                "no provider guarantees capacity that is not reserved, least of all on the day a region is lost"
                        + (others.isEmpty() ? "" : "; " + others),
                "reserve the difference, or keep it running: "
                        + String.join(
                                "; ",
                                growing.stream().map(Smaller::fix).distinct().toList()));
    }

    /// The promises that need it: each time to recover from the loss of a region with services in it, those of the
    /// application first.
    private List<String> promises() {
        return subject.stakes().stream()
                .filter(stake -> stake.objective() == Promise.Objective.RTO
                        && stake.disruption() == Promise.Disruption.REGION
                        && !stake.isClaim()
                        && stake.application().equals(application)
                        && !stake.path().startsWith("data.")
                        && !isOfProvidersAlone(stake))
                .map(Stake::path)
                .distinct()
                .toList();
    }

    /// Whether a journey needs stores of providers and nothing else: no machine of the file serves it.
    private boolean isOfProvidersAlone(Stake stake) {
        return stake.path().startsWith("journeys.")
                && stake.reach().services().isEmpty()
                && stake.reach().stores().stream()
                        .allMatch(name -> subject.store(name).managed());
    }

    private boolean isOwn(String service) {
        Service known = subject.blueprint().services().get(service);
        return known != null && known.application().equals(application.name()) && !subject.isOnlyInFailover(service);
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String percent(double share) {
        return Optional.of(String.format(Locale.ROOT, "%.1f%%", share * 100))
                .map(text -> text.replace(".0%", "%"))
                .orElseThrow();
    }
}
