package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Entrance;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A check that each health check asks the region that it judges. A probe with `to` does, by construction: it is
/// pinned to the judged region. A probe with a literal `host` asks the target of that name.
final class ProbeRules {
    /// A prefix of a host name that `synth` writes beside an entrance and that follows a failover as the entrance
    /// does: the origin of a CDN, its second origin, and the record of the regions that serve.
    private static final List<String> MOVING = List.of("origin.", "second.", "_serving.");

    /// The answer to the question whether a failed probe moves the application.
    private enum Decides {
        YES,
        /// The provider's control decides, no trigger names its probes, and another probe could be the one.
        PERHAPS,
        NO
    }

    private final Subject subject;
    private final Application application;
    private final Failover said;
    private final String path;

    private ProbeRules(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.said = subject.said(application).failover();
        this.path = subject.path(application.name(), "failover.probes.");
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            ProbeRules rules = new ProbeRules(subject, application);
            rules.said
                    .probes()
                    .values()
                    .forEach(probe -> probe.host()
                            .flatMap(host -> rules.literal(probe, host))
                            .ifPresent(findings::add));
        }
    }

    private Optional<Finding> literal(Failover.Probe probe, String host) {
        List<Entrance> entrances = entrances(host);
        if (!entrances.isEmpty()) {
            Optional<Finding> named = entrances.stream()
                    .filter(this::isMoved)
                    .findFirst()
                    .map(entrance -> failoverName(probe, host, entrance));
            return switch (decides(probe)) {
                case YES -> named;
                case PERHAPS -> named.map(finding -> finding.with(Severity.WARNING));
                case NO -> Optional.empty();
            };
        }
        if (isDefined(host) || decides(probe) == Decides.NO) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                Rule.PROBE_ASKS_NOTHING,
                path + probe.name() + ".host",
                "the probe `" + probe.name() + "` asks " + host + ", and nothing in this file has that name",
                "it is not known which region such an answer is about, nor who changes it",
                "`to: " + answering() + "` for what answers in the region that is judged, or an entry of"
                        + " `external` and `to` with its name"));
    }

    private Finding failoverName(Failover.Probe probe, String host, Entrance entrance) {
        String service = Objects.requireNonNull(entrance.service());
        return Finding.of(
                Rule.PROBE_ASKS_THE_FAILOVER_NAME,
                path + probe.name() + ".host",
                "the probe `" + probe.name() + "` asks " + host + ", which is the entrance `" + entrance.name()
                        + "` that moves with a failover",
                "after a failover it asks the healthy side, and before one any region may answer it",
                beside(probe, service)
                        .map(other -> "the probe `" + other.name()
                                + "` asks it in the region that is judged: `decides: false` for `" + probe.name() + "`")
                        .orElse("`to: " + service
                                + "` instead of `host`: it is then asked in the region that is judged"));
    }

    /// Another probe that asks the same service in the region that is judged, and decides.
    private Optional<Failover.Probe> beside(Failover.Probe probe, String service) {
        return said.probes().values().stream()
                .filter(other -> !other.name().equals(probe.name())
                        && other.decides()
                        && other.to().equals(Optional.of(service)))
                .findFirst();
    }

    /// A trigger that fails over names its probes; where there is one with probes, the others only observe. A
    /// probe that only a trigger without failover names observes, too.
    private Decides decides(Failover.Probe probe) {
        if (!probe.decides()) {
            return Decides.NO;
        }
        List<Failover.Trigger> named = said.triggers().values().stream()
                .filter(trigger -> trigger.when().contains(probe.name()))
                .toList();
        if (named.stream().anyMatch(trigger -> trigger.act() == Failover.Act.FAILOVER) || movesUsers(probe)) {
            return Decides.YES;
        }
        boolean others = said.triggers().values().stream()
                .anyMatch(trigger -> trigger.act() == Failover.Act.FAILOVER
                        && !trigger.when().isEmpty());
        if (others || !named.isEmpty()) {
            return Decides.NO;
        }
        boolean provider = said.control()
                .flatMap(Failover.Control::runs)
                .filter(Failover.Runs::isForeign)
                .isPresent();
        boolean beside = said.probes().values().stream()
                .anyMatch(other -> other.decides() && other.to().isPresent());
        return provider && beside ? Decides.PERHAPS : Decides.YES;
    }

    /// Whether an entrance sends its users elsewhere by this check (`health: PROBE`), whatever triggers do.
    private boolean movesUsers(Failover.Probe probe) {
        Fronts fronts = new Fronts(subject, application);
        return fronts.entrances().stream()
                .anyMatch(entrance ->
                        entrance.health().equals(Optional.of(new Topology.EntranceHealth.ByProbe(probe.name())))
                                && fronts.isTurnedByChecks(entrance));
    }

    /// Whether a failover may lead the users of an entrance to another region. Where the application has one
    /// region, the entrance has one place or the file says that nothing moves it, its name stands for that region.
    private boolean isMoved(Entrance entrance) {
        Topology.Entrance declared =
                Objects.requireNonNull(subject.topology().traffic().entrances().get(entrance.name()));
        return subject.blueprint().applications().values().stream()
                .filter(owner -> owner.roles().size() > 1 && Watch.isOf(subject, owner, declared))
                .anyMatch(owner -> new Fronts(subject, owner).turn(declared) != Fronts.Turn.NOTHING
                        || isStartedElsewhere(owner, declared));
    }

    /// Whether the plan may start the service behind an entrance in another region, to which its name then leads.
    private boolean isStartedElsewhere(Application owner, Topology.Entrance declared) {
        return !declared.turned().equals(Optional.of(Topology.Switch.NONE))
                && declared.in().size() != 1
                && !OnePlaceServices.isStaying(subject, owner, Fronts.service(declared));
    }

    private List<Entrance> entrances(String host) {
        String asked = host.toLowerCase(Locale.ROOT);
        return subject.blueprint().traffic().entrances().values().stream()
                .filter(known -> Stream.concat(Stream.of(""), MOVING.stream())
                        .anyMatch(prefix -> (prefix + known.host().toLowerCase(Locale.ROOT)).equals(asked)))
                .toList();
    }

    /// A name of one region that `synth` writes (`REGION.HOST`, and those of `traffic.certificates.names`), or a
    /// name of an external.
    private boolean isDefined(String host) {
        String asked = host.toLowerCase(Locale.ROOT);
        List<String> written = new ArrayList<>();
        for (RegionName region : subject.topology().regions().keySet()) {
            subject.blueprint()
                    .traffic()
                    .entrances()
                    .values()
                    .forEach(entrance -> written.add(region + "." + entrance.host()));
        }
        subject.topology().sources().all().forEach((at, setting) -> {
            if (at.startsWith("traffic.certificates.names.")) {
                written.add(setting.text());
            }
        });
        List<String> labels = Arrays.asList(asked.split("\\.", -1));
        boolean external = subject.topology().externals().values().stream()
                .map(Topology.External::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals(asked) || labels.contains(name));
        return external || written.stream().anyMatch(asked::equalsIgnoreCase);
    }

    /// The service that a reader most likely means.
    private String answering() {
        return subject.blueprint().services().keySet().stream().findFirst().orElse("SERVICE");
    }
}
