package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Failover;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;

/// A check of applications that move beside each other: moves that exclude each other and nothing keeps apart, an
/// order without a first one, and a store of one that another cannot do without.
final class ApplicationRules {
    private final Subject subject;
    private final List<Finding> findings;

    private ApplicationRules(Subject subject, List<Finding> findings) {
        this.subject = subject;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        ApplicationRules rules = new ApplicationRules(subject, findings);
        for (Application application : subject.blueprint().applications().values()) {
            rules.excludes(application);
            rules.order(application);
            rules.needs(application);
        }
    }

    private Failover said(String application) {
        return Objects.requireNonNull(subject.topology().applications().get(application))
                .failover();
    }

    private Optional<Application> application(String name) {
        return Optional.ofNullable(subject.blueprint().applications().get(name));
    }

    private void excludes(Application one) {
        for (String name : said(one.name()).excludes()) {
            application(name)
                    .filter(other -> one.failover().mode() == Mode.AUTOMATIC
                            && other.failover().mode() == Mode.AUTOMATIC)
                    .ifPresent(other -> {
                        boolean apart = isApart(one, other);
                        if (!apart && isOrdered(one, other)) {
                            return;
                        }
                        Finding finding = Finding.of(
                                Rule.MOVES_INTERLEAVE,
                                subject.path(one.name(), "failover.excludes"),
                                "`" + one.name() + "` and `" + name + "` must not move at the same time, and each moves"
                                        + " by itself",
                                apart
                                        ? "their controls are apart and know nothing of each other"
                                        : "each has its own verdict and its own lease; one loss of a region starts both",
                                (apart ? "one control for both, with " : "")
                                        + "`after: [" + name + "]` on `" + one.name()
                                        + "`, or `mode: approved` for one of them");
                        findings.add(apart ? finding : finding.with(Severity.WARNING));
                    });
        }
    }

    /// Reports that no control sees both: a provider's moves one, or their voters differ.
    private boolean isApart(Application one, Application other) {
        return subject.isProviderRun(one)
                || subject.isProviderRun(other)
                || !one.failover().controlIn().equals(other.failover().controlIn());
    }

    /// Applications that this one waits for, directly or through others.
    private SequencedSet<String> before(String application) {
        SequencedSet<String> before = new LinkedHashSet<>(said(application).after());
        boolean more = true;
        while (more) {
            List<String> further = before.stream()
                    .filter(name -> application(name).isPresent())
                    .flatMap(name -> said(name).after().stream())
                    .toList();
            more = before.addAll(further);
        }
        return before;
    }

    private void order(Application one) {
        String path = subject.path(one.name(), "failover.after");
        SequencedSet<String> before = before(one.name());
        if (before.contains(one.name())) {
            findings.add(Finding.of(
                    Rule.MOVES_INTERLEAVE,
                    path,
                    "`" + one.name() + "` moves after "
                            + Listed.names(said(one.name()).after()) + ", which moves after `" + one.name() + "`",
                    "each waits for the other, so none of them moves",
                    "no `after` on one of them"));
            return;
        }
        for (String name : said(one.name()).after()) {
            application(name)
                    .filter(other -> one.failover().mode() == Mode.AUTOMATIC
                            && other.failover().mode() != Mode.AUTOMATIC)
                    .ifPresent(_ -> findings.add(Finding.of(
                                    Rule.MOVES_INTERLEAVE,
                                    path,
                                    "`" + one.name() + "` moves by itself after `" + name + "`, which people move",
                                    "the automatic failover waits for a person all the same",
                                    "`mode: automatic` for `" + name + "`, or no `after`")
                            .with(Severity.WARNING)));
        }
    }

    /// A store that another application moves when it likes, and that a service here cannot do without.
    private void needs(Application one) {
        for (Service service : subject.blueprint().services().values()) {
            if (!service.application().equals(one.name())) {
                continue;
            }
            service.dependsOn().forEach((name, need) -> {
                Store store = subject.blueprint().stores().get(name);
                Optional<Application> owner = Optional.ofNullable(store)
                        .filter(found -> need == Need.HARD && ActionRules.hasToBePromoted(found))
                        .flatMap(found -> application(found.application()));
                owner.filter(other -> !other.name().equals(one.name()) && !isOrdered(one, other))
                        .ifPresent(other -> findings.add(apart(
                                one,
                                other,
                                Finding.of(
                                        Rule.MOVES_APART,
                                        "services." + service.name() + ".dependsOn." + name,
                                        "`" + service.name() + "` of `" + one.name() + "` needs `" + name + "`, which `"
                                                + other.name() + "` moves by itself",
                                        "when one of the two moves and the other stays, each request crosses regions, and either"
                                                + " region's loss stops `" + one.name() + "`",
                                        "`failover.after: [" + other.name() + "]` on `" + one.name()
                                                + "`, one application for both, or `soft`"))));
            });
        }
    }

    /// Two applications that one automatic control moves to the same targets are apart for a short time only.
    private Finding apart(Application one, Application other, Finding finding) {
        boolean together = one.failover().mode() == Mode.AUTOMATIC
                && other.failover().mode() == Mode.AUTOMATIC
                && one.primary().equals(other.primary())
                && one.failover().targets().equals(other.failover().targets())
                && !isApart(one, other);
        return together ? finding.with(Severity.NOTE) : finding;
    }

    private boolean isOrdered(Application one, Application other) {
        return before(one.name()).contains(other.name()) || before(other.name()).contains(one.name());
    }
}
