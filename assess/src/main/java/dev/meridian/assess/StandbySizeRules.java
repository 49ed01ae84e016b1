package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Catalogue;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Regional;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.Rate;
import dev.meridian.units.RegionName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// A check that a target is as large as the region that it takes over from in what counts do not show: the types
/// of machine, the limits of stores, the nodes of their members, and the quota of the account there.
final class StandbySizeRules {
    private static final List<String> LIMITS = List.of("connections", "iops", "operations", "messages", "size");

    private static final List<String> RESOURCES = List.of("cpu", "memory", "maxCpu", "maxMemory");

    private final Subject subject;
    private final Application application;
    private final RegionName target;
    private final List<Finding> findings;

    private StandbySizeRules(Subject subject, Application application, RegionName target, List<Finding> findings) {
        this.subject = subject;
        this.application = application;
        this.target = target;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            for (RegionName target : application.failover().targets()) {
                StandbySizeRules rules = new StandbySizeRules(subject, application, target, findings);
                if (ServingRegions.hasServices(subject, application, target)) {
                    rules.nodeTypes();
                    rules.resources();
                    rules.quota();
                }
                subject.blueprint().stores().values().stream()
                        .filter(store -> store.application().equals(application.name())
                                && (store.mayTakeOver().contains(target) || rules.isCopied(store)))
                        .forEach(rules::store);
            }
        }
    }

    /// Whether users find only a copy of the store in the target that nothing may promote, of all of it or of a
    /// part.
    private boolean isCopied(Store store) {
        return store.mayTakeOver().isEmpty()
                && store.replication().edges().stream()
                        .anyMatch(edge -> edge.to().equals(target));
    }

    /// Whether a finding about a target that is smaller is about the load that it can carry: not about the zones
    /// or the nodes of its copies, nor about the size of one copy, which more copies make up for.
    static boolean isOfLoad(Finding finding) {
        String at = finding.at();
        boolean isOfCopies = at.contains(".resources.")
                || at.contains(".zones@")
                || (at.startsWith("data.") && at.endsWith(".members"));
        return !isOfCopies && finding.severity() != Severity.NOTE;
    }

    private Regional regional(RegionName region) {
        return Objects.requireNonNull(subject.topology().regions().get(region)).regional();
    }

    private void add(String at, String statement, String fix, Severity severity) {
        findings.add(Finding.of(
                        Rule.SECONDARY_TOO_SMALL,
                        at,
                        statement,
                        severity == Severity.ERROR
                                ? Capacity.wholeLoad(application)
                                : new Capacity(subject, application).unknownLoad(target),
                        fix)
                .with(severity));
    }

    private void nodeTypes() {
        regional(target).nodes().forEach((group, there) -> {
            Compute.Nodes here = regional(application.primary()).nodes().get(group);
            Optional<String> smaller = here == null
                    ? Optional.empty()
                    : smaller(
                            there.types().stream().findFirst(),
                            here.types().stream().findFirst());
            boolean more = here != null && isMore(there.count(), here.count());
            smaller.filter(_ -> !more)
                    .ifPresent(types -> add(
                            "compute.nodes." + group + ".types@" + target,
                            "`" + group + "` has machines of type " + types + " in " + application.primary(),
                            "the type of " + application.primary() + " there, or more machines in proportion",
                            Severity.WARNING));
        });
    }

    private static boolean isMore(Optional<Topology.Count> there, Optional<Topology.Count> here) {
        OptionalInt most = there.map(Topology.Count::most).orElse(OptionalInt.empty());
        OptionalInt other = here.map(Topology.Count::most).orElse(OptionalInt.empty());
        return most.isPresent() && other.isPresent() && most.getAsInt() > other.getAsInt();
    }

    /// `m5.xlarge in eu-west-1 and m5.2xlarge`, where the first is smaller.
    private Optional<String> smaller(Optional<String> there, Optional<String> here) {
        Optional<MachineSize> one = there.flatMap(MachineSize::of);
        Optional<MachineSize> other = here.flatMap(MachineSize::of);
        return one.isPresent() && other.isPresent() && one.get().isSmallerThan(other.get())
                ? Optional.of(there.get() + " in " + target + " and " + here.get())
                : Optional.empty();
    }

    private void store(Store store) {
        String path = "data." + store.name();
        smaller(
                        Optional.ofNullable(regional(target).machines().get(store.name())),
                        Optional.ofNullable(regional(store.writer()).machines().get(store.name())))
                .ifPresent(types -> add(
                        path + ".machine@" + target,
                        "`" + store.name() + "` runs on " + types + " in " + store.writer(),
                        "`machine` of " + store.writer() + " there",
                        Severity.WARNING));
        LIMITS.forEach(limit -> limit(store, path + ".limits." + limit, limit));
        zones(store, path + ".zones");
        members(store);
    }

    /// Fewer zones take the same load and lose it with one of them. What a provider runs has the size that is
    /// asked for in any number of zones.
    private void zones(Store store, String path) {
        Optional<Topology.Count> there = text(path, target).flatMap(Scalars::count);
        Optional<Topology.Count> here = text(path, store.writer()).flatMap(Scalars::count);
        int least = there.map(Topology.Count::least).orElse(OptionalInt.empty()).orElse(0);
        int more = here.map(Topology.Count::least).orElse(OptionalInt.empty()).orElse(0);
        if (least > 0 && least < more) {
            String what = "`" + store.name() + "` has copies in " + least + (least == 1 ? " zone of " : " zones of ")
                    + target + " and in " + more + " of " + store.writer();
            if (store.managed()) {
                findings.add(Finding.of(
                        Rule.SECONDARY_TOO_SMALL, path + "@" + target, what, fewer(least), ofZones(store, more)));
            } else {
                add(path + "@" + target, what, ofZones(store, more), Severity.WARNING);
            }
        }
    }

    private String fewer(int zones) {
        return "a number of zones is no size; "
                + (zones == 1
                        ? "the loss of that zone takes all of it while " + target + " serves"
                        : "the loss of one zone takes a larger part of it while " + target + " serves");
    }

    /// No region can have more zones than it has.
    private String ofZones(Store store, int zones) {
        OptionalInt known = Catalogue.zones(
                Objects.requireNonNull(subject.blueprint().regions().get(target))
                        .cloud(),
                target.text());
        return known.isPresent() && known.getAsInt() < zones
                ? "nothing, if that is accepted for the time in " + target + ", which has "
                        + (known.getAsInt() == 0 ? "no zones" : "no more than " + known.getAsInt() + " zones")
                        + "; else a target that has as many as " + store.writer()
                : "as many zones there as in " + store.writer();
    }

    /// More copies may make up for smaller ones; so it is a warning.
    private void resources() {
        subject.blueprint().services().values().stream()
                .filter(service -> service.application().equals(application.name()))
                .forEach(service -> RESOURCES.forEach(resource -> {
                    String path = "services." + service.name() + ".resources." + resource;
                    Optional<String> there = text(path, target);
                    Optional<String> here = text(path, application.primary());
                    Optional<BigDecimal> less = there.flatMap(StandbySizeRules::cpusOrBytes);
                    Optional<BigDecimal> more = here.flatMap(StandbySizeRules::cpusOrBytes);
                    if (less.isPresent() && more.isPresent() && less.get().compareTo(more.get()) < 0) {
                        add(
                                path + "@" + target,
                                "a copy of `" + service.name() + "` has " + resource + " " + there.orElseThrow()
                                        + " in " + target + " and " + here.orElseThrow() + " in "
                                        + application.primary(),
                                "the same `resources` there",
                                Severity.WARNING);
                    }
                }));
    }

    private static Optional<BigDecimal> cpusOrBytes(String text) {
        return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
                ? Optional.of(new BigDecimal(text))
                : text.matches("[0-9]{1,9}m")
                        ? Optional.of(new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(3))
                        : number(text);
    }

    private void limit(Store store, String path, String what) {
        Optional<String> there = text(path, target);
        Optional<String> here = text(path, store.writer());
        Optional<BigDecimal> less = there.flatMap(StandbySizeRules::number);
        Optional<BigDecimal> more = here.flatMap(StandbySizeRules::number);
        if (less.isPresent() && more.isPresent() && less.get().compareTo(more.get()) < 0) {
            Optional<BigDecimal> load = load(what);
            boolean isBelow =
                    load.filter(most -> less.get().compareTo(most) < 0).isPresent();
            boolean isEnough = load.isPresent() && !isBelow;
            if (!isEnough) {
                add(
                        path + "@" + target,
                        "`" + store.name() + "` bears " + there.orElseThrow() + " " + what + " in " + target + " and "
                                + here.orElseThrow() + " in " + store.writer()
                                + (isBelow ? ", and more is promised (`objectives.throughput." + what + "`)" : ""),
                        "the limit of " + store.writer() + " there",
                        isBelow ? Severity.ERROR : Severity.WARNING);
            }
        }
    }

    /// What the application promises to bear of what a limit counts.
    private Optional<BigDecimal> load(String what) {
        return Optional.ofNullable(subject.said(application)
                        .objectives()
                        .overall()
                        .throughput()
                        .get(what))
                .map(StandbySizeRules::perSecond);
    }

    private Optional<String> text(String path, RegionName region) {
        return subject.topology().sources().at(path, region).map(Setting::text);
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Optional.of(new BigDecimal(text));
        }
        return Scalars.rate(text)
                .map(StandbySizeRules::perSecond)
                .or(() -> Scalars.bytes(text).stream()
                        .mapToObj(BigDecimal::valueOf)
                        .findFirst());
    }

    private static BigDecimal perSecond(Rate rate) {
        return BigDecimal.valueOf(rate.perSecond());
    }

    /// Fewer nodes may be readers that grow; so it is a warning. A number without an upper end may be as large.
    private void members(Store store) {
        Storage.Store said = subject.said(store);
        boolean promoted = store.replication().mode() == ReplicationMode.ASYNC
                || store.replication().mode() == ReplicationMode.SYNC;
        int here = nodes(said, store.writer());
        int there = nodes(said, target);
        boolean isOpen = said.members().values().stream()
                .filter(member -> member.region().equals(target))
                .anyMatch(member ->
                        member.nodes().filter(count -> count.most().isEmpty()).isPresent());
        if (promoted && there > 0 && there < here && !isOpen) {
            add(
                    "data." + store.name() + ".members",
                    "`" + store.name() + "` has " + there + (there == 1 ? " node in " : " nodes in ") + target + " and "
                            + here + " in " + store.writer(),
                    "as many nodes there as in " + store.writer(),
                    Severity.WARNING);
        }
    }

    private static int nodes(Storage.Store said, RegionName region) {
        return said.members().values().stream()
                .filter(member -> member.region().equals(region))
                .flatMap(member -> member.nodes().stream())
                .mapToInt(count -> count.least().orElse(0))
                .sum();
    }

    private void quota() {
        Topology.Quota quota =
                Objects.requireNonNull(subject.topology().regions().get(target)).quota();
        List<Compute.Nodes> groups =
                List.copyOf(regional(application.primary()).nodes().values());
        int machines = groups.stream().mapToInt(StandbySizeRules::least).sum();
        quota(quota.machines(), OptionalInt.of(machines), "machines");
        quota(quota.vcpus(), vcpus(groups), "vcpus");
    }

    private void quota(OptionalInt most, OptionalInt needed, String what) {
        if (most.isPresent() && needed.isPresent() && most.getAsInt() < needed.getAsInt()) {
            add(
                    "regions." + target + ".quota." + what,
                    "the account may start " + most.getAsInt() + " " + what + " in " + target + ", and "
                            + application.primary() + " runs at least " + needed.getAsInt(),
                    "ask the provider for a quota of " + needed.getAsInt() + " or more there",
                    Severity.WARNING);
        }
    }

    private static int least(Compute.Nodes nodes) {
        return nodes.count()
                .map(Topology.Count::least)
                .orElse(OptionalInt.empty())
                .orElse(0);
    }

    /// Empty where the name of one type does not tell.
    private static OptionalInt vcpus(List<Compute.Nodes> groups) {
        List<OptionalInt> all = groups.stream()
                .filter(group -> least(group) > 0)
                .map(group -> group.types().stream()
                        .findFirst()
                        .flatMap(MachineSize::of)
                        .map(MachineSize::vcpus)
                        .orElse(OptionalInt.empty())
                        .stream()
                        .map(each -> each * least(group))
                        .findFirst())
                .toList();
        return all.isEmpty() || all.stream().anyMatch(OptionalInt::isEmpty)
                ? OptionalInt.empty()
                : OptionalInt.of(all.stream().flatMapToInt(one -> one.stream()).sum());
    }
}
