package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Regional;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// A note about regions that share the load today: what is left after the loss of one of them may have fewer
/// copies, machines or quota at most than all of them run at least. How busy they are is not in the file, so that
/// it is a question and no verdict.
final class SharedLoadRules {
    /// With so many regions the loss of one makes the load of each other one a quarter larger; of more, nothing is
    /// said. Meridian's value of 2026-12.
    private static final int MOST = 5;

    private final Subject subject;
    private final Application application;
    private final List<RegionName> serving;

    /// Something whose most, in the regions that are left, is below what all regions run at least.
    private record Lack(String path, String statement) {}

    private SharedLoadRules(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.serving = ServingRegions.of(subject, application).stream()
                .filter(region -> application.roles().get(region) != Role.STANDBY)
                .filter(region -> ServingRegions.hasServices(subject, application, region))
                .toList();
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            SharedLoadRules rules = new SharedLoadRules(subject, application);
            rules.serving.stream()
                    .map(rules::without)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .or(rules::unsaid)
                    .ifPresent(findings::add);
        }
    }

    /// A question where checks send users from any of the regions to the others, and the file says nothing of the
    /// load: no share of a region, no step that scales, and no drill that took one of the regions away.
    private Optional<Finding> unsaid() {
        Fronts fronts = new Fronts(subject, application);
        boolean isShared = fronts.entrances().stream()
                .filter(fronts::isTurnedByChecks)
                .map(Fronts::service)
                .filter(subject.blueprint().services()::containsKey)
                .anyMatch(service -> subject.service(service).regions().containsAll(serving));
        boolean isSaid = serving.stream()
                .anyMatch(region -> new Capacity(subject, application).isScaled(region)
                        || isSaid("regions." + region + ".capacity"));
        boolean isPromised = subject.stakes().stream()
                .anyMatch(stake -> stake.application().equals(application)
                        && stake.objective() == Promise.Objective.RTO
                        && stake.disruption() == Promise.Disruption.REGION
                        && !stake.isClaim());
        boolean isMuch = serving.size() > 1 && serving.size() <= MOST;
        return !isMuch || !isShared || isSaid || !isPromised || isTried()
                ? Optional.empty()
                : Optional.of(unsaidFinding());
    }

    private boolean isSaid(String path) {
        return subject.topology().sources().all().keySet().stream()
                .anyMatch(at -> at.equals(path) || at.startsWith(path + "."));
    }

    /// Whether a drill that passed took one of the regions away.
    private boolean isTried() {
        return DrillRules.ofTheSystem(subject).stream()
                .anyMatch(drill -> drill.disruption() == Claim.About.REGION
                        && drill.passed().orElse(false)
                        && (drill.places().isEmpty() || drill.places().stream().anyMatch(serving::contains)));
    }

    private Finding unsaidFinding() {
        int others = serving.size() - 1;
        String more = others == 1
                ? "the other takes twice its load"
                : "the others take " + Math.round(100.0 / others) + " % more load each, if it is spread evenly";
        return Finding.of(
                Rule.LOAD_NOT_SHOWN,
                "regions." + serving.getFirst() + ".role",
                "when one of " + Listed.regions(serving) + " is lost, " + more + ", and nothing in the file shows that "
                        + (others == 1 ? "it bears" : "they bear") + " that",
                "users are sent where something answers, not where there is room: a region that is overloaded fails"
                        + " next, and others may want the same machines on that day",
                "a drill or a load test at the peak with one region away, as `drills.NAME` with `disruption: region`"
                        + " and `passed`");
    }

    private Optional<Finding> without(RegionName lost) {
        List<RegionName> left =
                serving.stream().filter(region -> !region.equals(lost)).toList();
        if (left.isEmpty() || left.stream().anyMatch(new Capacity(subject, application)::isScaled)) {
            return Optional.empty();
        }
        List<Lack> few = new ArrayList<>();
        subject.blueprint().services().values().stream()
                .filter(service -> service.application().equals(application.name())
                        && service.regions().containsAll(serving)
                        && !subject.isOnlyInFailover(service.name()))
                .forEach(service -> few(
                                left,
                                region -> Optional.ofNullable(
                                        regional(region).replicas().get(service.name())),
                                "replica of `" + service.name() + "`",
                                "services." + service.name() + ".replicas")
                        .ifPresent(few::add));
        groups().forEach(group -> few(
                        left,
                        region -> Optional.ofNullable(regional(region).nodes().get(group))
                                .flatMap(Compute.Nodes::count),
                        "node of `" + group + "`",
                        "compute.nodes." + group + ".count")
                .ifPresent(few::add));
        quota(left).ifPresent(few::add);
        return few.isEmpty() ? Optional.empty() : Optional.of(finding(lost, left, few));
    }

    /// Groups of machines that each serving region has.
    private List<String> groups() {
        return subject.topology().compute().nodes().keySet().stream()
                .filter(group -> serving.stream()
                        .allMatch(region -> Optional.ofNullable(
                                        regional(region).nodes().get(group))
                                .filter(nodes -> nodes.isIn(region))
                                .isPresent()))
                .toList();
    }

    private Regional regional(RegionName region) {
        return Objects.requireNonNull(subject.topology().regions().get(region)).regional();
    }

    private Optional<Lack> few(
            List<RegionName> left, Function<RegionName, Optional<Topology.Count>> count, String what, String path) {
        OptionalInt most = sum(left, count.andThen(found -> found.map(Topology.Count::most)));
        OptionalInt needed = sum(serving, count.andThen(found -> found.map(Topology.Count::least)));
        return isFewer(most, needed)
                ? Optional.of(new Lack(
                        path,
                        most.getAsInt() + " " + (most.getAsInt() == 1 ? what : what.replaceFirst(" ", "s "))
                                + " at most," + " where all regions run " + needed.getAsInt()))
                : Optional.empty();
    }

    private Optional<Lack> quota(List<RegionName> left) {
        OptionalInt most = sum(
                left,
                region -> Optional.of(
                        Objects.requireNonNull(subject.topology().regions().get(region))
                                .quota()
                                .machines()));
        OptionalInt needed = OptionalInt.of(groups().stream()
                .map(group -> sum(
                        serving,
                        region -> Optional.ofNullable(regional(region).nodes().get(group))
                                .flatMap(Compute.Nodes::count)
                                .map(Topology.Count::least)))
                .mapToInt(count -> count.orElse(0))
                .sum());
        return isFewer(most, needed)
                ? Optional.of(new Lack(
                        "regions." + left.getFirst() + ".quota.machines",
                        "a quota of " + most.getAsInt() + " machines, where all regions run " + needed.getAsInt()))
                : Optional.empty();
    }

    private static boolean isFewer(OptionalInt most, OptionalInt needed) {
        return most.isPresent() && needed.isPresent() && most.getAsInt() < needed.getAsInt();
    }

    /// The sum over some regions; empty where one of them says nothing.
    private static OptionalInt sum(List<RegionName> regions, Function<RegionName, Optional<OptionalInt>> count) {
        List<OptionalInt> all = regions.stream()
                .map(region -> count.apply(region).orElse(OptionalInt.empty()))
                .toList();
        return all.stream().anyMatch(OptionalInt::isEmpty)
                ? OptionalInt.empty()
                : OptionalInt.of(all.stream().mapToInt(OptionalInt::getAsInt).sum());
    }

    private static Finding finding(RegionName lost, List<RegionName> left, List<Lack> few) {
        return Finding.of(
                        Rule.SECONDARY_TOO_SMALL,
                        few.getFirst().path(),
                        "without " + lost + ", " + Listed.regions(left) + (left.size() == 1 ? " has " : " have ")
                                + String.join(
                                        "; ", few.stream().map(Lack::statement).toList()),
                        "the regions share the load, and what is left has to take all of it; how much one copy or machine"
                                + " bears is not in the file",
                        "as many as all regions run, or a load test which shows that fewer are enough")
                .with(Severity.NOTE)
                .andAt(few.stream().skip(1).map(Lack::path).toList());
    }
}
