package dev.meridian.blueprint;

import dev.meridian.topology.Defaults;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Message;
import dev.meridian.topology.Origin;
import dev.meridian.topology.ProblemId;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.topology.Words;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// Resolves the failover policy of one application: what the file says, else what the profile says, else what the
/// version says.
final class Policies {
    private final Resolved resolved;
    private final Regions regions;
    private final Topology.Application application;
    private final String profile;

    Policies(Resolved resolved, Regions regions, Topology.Application application) {
        this.resolved = resolved;
        this.regions = regions;
        this.application = application;
        this.profile = resolved.saidOrDefault(path("profile")).orElse("default");
    }

    /// @param primary where the application serves from
    /// @param others the regions beside it where the application has a role
    /// @param candidates the regions that may be failed over to, in file order
    FailoverPolicy policy(RegionName primary, List<RegionName> others, List<RegionName> candidates) {
        Mode mode = Mode.valueOf(upper(resolved.saidOrDefault(path("mode")).orElse("approved")));
        ProbePolicy probes = probes();
        Duration hold = time("hold");
        LeasePolicy lease = lease();
        Duration fence = time("fence.within");
        new LeaseRules(resolved, path("")).check(lease, fence, mode);
        Duration freshness = freshness(probes, lease.renewEvery());
        Patience patience = new Patience(patience("catchUp"), patience("stop"));
        new EvidenceRules(resolved, path("")).check(freshness, lease.renewEvery(), patience);
        Duration cooldown = time("cooldown");
        WithoutQuorum without = WithoutQuorum.valueOf(
                upper(resolved.saidOrDefault(path("withoutQuorum")).orElse("stop")));
        Degrade degrade =
                Degrade.valueOf(upper(resolved.saidOrDefault(path("degrade")).orElse("none")));
        List<RegionName> targets = targets(primary, candidates);
        if (mode == Mode.AUTOMATIC && !others.isEmpty() && others.stream().noneMatch(candidates::contains)) {
            nowhereToGo(others);
        }
        return new FailoverPolicy(
                mode,
                profile,
                hold,
                lease,
                fence,
                freshness,
                patience,
                cooldown,
                time("storm"),
                failback(),
                room(),
                maxLoss(),
                without,
                degrade,
                targets,
                probes,
                controlIn(),
                Additions.of(application.failover()));
    }

    private LeasePolicy lease() {
        double drift = Scalars.share(text("lease.drift")).orElseThrow();
        Duration duration = time("lease.duration");
        Duration margin = time("lease.margin");
        Duration wait = time("lease.wait");
        Duration renewEvery = time("lease.renewEvery");
        return new LeasePolicy(duration, margin, wait, drift, renewEvery, silentAfter(renewEvery));
    }

    private Optional<Duration> maxLoss() {
        Optional<Duration> maxLoss = resolved.saidOrDefault(path("maxLoss")).flatMap(Scalars::time);
        if (maxLoss.isEmpty()) {
            resolved.derived(path("maxLoss"), "each store's rpo", "silent, so the objectives of each store");
        }
        return maxLoss;
    }

    private Failback failback() {
        Mode mode =
                Mode.valueOf(upper(resolved.saidOrDefault(path("failback.mode")).orElse("approved")));
        Optional<WeeklyWindow> window =
                resolved.saidOrDefault(path("failback.window")).flatMap(Scalars::window);
        return new Failback(mode, time("failback.after"), window);
    }

    private OptionalInt room() {
        return application
                .failover()
                .scale()
                .map(scale -> OptionalInt.of((int) Math.ceil(scale.to() * 100)))
                .orElse(OptionalInt.empty());
    }

    private ProbePolicy probes() {
        return new ProbeRhythm(resolved, application, path("probes")).policy(this::text);
    }

    /// What the file says, else the profile, else the version. The profile has a value for every time.
    private String text(String key) {
        Optional<Setting> said = resolved.topology.sources().at(path(key));
        String ofProfile = values().get(key);
        if (said.isEmpty() && ofProfile == null) {
            throw new AssertionError("the profile " + profile + " has no " + key);
        }
        Origin origin = said.map(Setting::origin).orElseGet(() -> new Origin.Profile(profile));
        String value = said.map(Setting::text).orElse(String.valueOf(ofProfile));
        resolved.put(path(key), value, origin);
        return value;
    }

    /// A time that holds where the file says nothing about it, with the reason.
    private record Usual(Duration time, Origin origin) {}

    private Duration timeOr(String key, Usual usual) {
        Optional<Setting> said = resolved.topology.sources().at(path(key));
        Duration time = said.flatMap(it -> Scalars.time(it.text())).orElse(usual.time());
        String text = said.map(Setting::text).orElseGet(() -> Durations.text(time));
        Origin origin = said.map(Setting::origin).orElse(usual.origin());
        if (time.equals(usual.time())) {
            resolved.usual(path(key), text, origin);
        } else {
            resolved.put(path(key), text, origin);
        }
        return time;
    }

    private Duration silentAfter(Duration renewEvery) {
        String rule = "2 × renewEvery " + Durations.text(renewEvery) + ": two renewals were missed, or one is late";
        return timeOr("lease.silentAfter", new Usual(renewEvery.multipliedBy(2), new Origin.Derived(rule)));
    }

    private Duration freshness(ProbePolicy probes, Duration renewEvery) {
        String said = Durations.text(ProbePolicy.SAID_EVERY);
        String rule = "the longest of 2 × (every " + Durations.text(probes.every()) + " + timeout "
                + Durations.text(probes.timeout()) + "), 2 × " + said
                + ", how often a vantage speaks at least, and lease.renewEvery " + Durations.text(renewEvery) + " + "
                + said;
        return timeOr("freshness", new Usual(probes.freshness(renewEvery), new Origin.Derived(rule)));
    }

    private Duration patience(String key) {
        Duration ofProfile =
                Scalars.time(String.valueOf(values().get("patience." + key))).orElseThrow();
        return timeOr("patience." + key, new Usual(ofProfile, new Origin.Profile(profile)));
    }

    private SequencedMap<String, String> values() {
        return Profiles.named(profile);
    }

    private Duration time(String key) {
        return Scalars.time(text(key)).orElseThrow();
    }

    private List<RegionName> targets(RegionName primary, List<RegionName> candidates) {
        List<RegionName> said = application.failover().targets().stream()
                .filter(target -> !isOfOthers(target))
                .toList();
        List<RegionName> targets = new ArrayList<>(said.isEmpty() ? candidates : said);
        targets.remove(primary);
        if (said.isEmpty()) {
            targets.sort((one, other) -> distance(primary, one).compareTo(distance(primary, other)));
            StringBuilder rule = new StringBuilder("nearest to " + primary + " first");
            for (RegionName target : targets) {
                String far = regions.between(primary, target)
                        .map(trip -> Durations.text(trip.p50()) + " " + trip.kind() + " " + trip.source())
                        .orElse("distance unknown");
                rule.append(", ").append(target).append(" ").append(far);
            }
            resolved.derived(path("targets"), targets.toString(), rule.toString());
        } else {
            if (targets.isEmpty()) {
                resolved.problem(
                        ProblemId.WRONG_VALUE,
                        path("targets"),
                        new Message(
                                "the targets leave `" + application.name() + "` nowhere to go",
                                "its primary region " + primary + " is the only one of them",
                                "name another region, or none: the nearest is then the first"));
            }
            said.stream().filter(target -> !candidates.contains(target)).forEach(this::cannotBeATarget);
            resolved.put(
                    path("targets"),
                    targets.toString(),
                    resolved.origin(path("targets")).orElseThrow());
        }
        return targets;
    }

    /// Whether a target that all applications share is a region with a role under `regions` that this one has
    /// nothing in. A target of its own there is a mistake.
    private boolean isOfOthers(RegionName target) {
        Optional<String> shared =
                resolved.topology.sources().at("failover.targets").map(Setting::text);
        Optional<String> own = resolved.topology.sources().at(path("targets")).map(Setting::text);
        return !resolved.topology.oneApplication()
                && shared.isPresent()
                && own.equals(shared)
                && Optional.ofNullable(resolved.topology.regions().get(target))
                        .flatMap(Topology.Region::role)
                        .isPresent()
                && OwnRegions.role(resolved.topology, application, target).isEmpty();
    }

    private void nowhereToGo(List<RegionName> others) {
        String names = Words.list(others.stream().map(RegionName::text).toList(), "and");
        resolved.problem(
                ProblemId.CONTRADICTION,
                path("mode"),
                new Message(
                        "`mode: automatic`, and `" + application.name() + "` may be promoted nowhere",
                        names + (others.size() == 1 ? " is" : " are all") + " `promotable: false`: whoever reads"
                                + " `automatic` counts on a failover that cannot happen",
                        "`promotable: true` on " + others.getFirst() + ", or `mode: approved`"));
    }

    private void cannotBeATarget(RegionName target) {
        resolved.problem(
                ProblemId.WRONG_VALUE,
                path("targets"),
                new Message(
                        target + " cannot be a target of `" + application.name() + "`",
                        "a target is a region where the application has a role and that is `promotable`",
                        "take it out, or let it be promoted"));
    }

    /// A region of unknown distance comes last.
    private Duration distance(RegionName from, RegionName to) {
        return regions.between(from, to).map(RoundTrip::p50).orElse(Duration.ofDays(1));
    }

    private List<RegionName> controlIn() {
        Optional<Failover.Control> control = application.failover().control();
        List<RegionName> said = control.map(Failover.Control::in).orElse(List.of());
        List<RegionName> places = new ArrayList<>(said);
        if (said.isEmpty()) {
            resolved.topology.regions().keySet().stream()
                    .filter(region -> Blueprints.hasRole(resolved.topology, region))
                    .forEach(places::add);
        }
        application.failover().witness().ifPresent(witness -> {
            if (resolved.topology.regions().containsKey(witness.region())) {
                noThirdPlace(witness.region());
            }
            places.remove(witness.region());
            places.add(witness.region());
            regions.checkPlace(witness.region(), witness.near(), path("witness.region"));
            resolved.put(
                    path("witness.region"),
                    witness.region().text(),
                    resolved.origin(path("witness.region")).orElseGet(Defaults::origin));
        });
        resolved.derived(
                path("control.in"),
                places.toString(),
                (said.isEmpty() ? "every region" : "as the file says")
                        + (application.failover().witness().isPresent() ? ", and the witness" : ""));
        return places;
    }

    private void noThirdPlace(RegionName witness) {
        resolved.problem(
                ProblemId.WRONG_VALUE,
                path("witness.region"),
                new Message(
                        "the witness " + witness + " is one of the regions",
                        "a witness is a third opinion: it has to fail with none of the regions that it judges",
                        "another place, or no witness where there are three regions"));
    }

    private String path(String key) {
        return resolved.path(application.name(), "failover." + key);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
