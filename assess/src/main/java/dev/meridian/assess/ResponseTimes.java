package dev.meridian.assess;

import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.PlanningValue;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import java.time.Duration;
import java.util.Optional;

/// The declared times in which people answer a page (`operations.severities.SEVERITY.within`). No key says which
/// severity the loss of a region has, so the longest one counts as planned.
///
/// A time shorter than the planning value for people is no reason to plan with less: an answer to a page is no
/// decision yet.
final class ResponseTimes {
    private static final String SEVERITIES = "operations.severities.";

    private static final String WITHIN = ".within";

    private ResponseTimes() {}

    /// The time of people until they have decided, where the file says nothing of it but the answer to a page.
    static Optional<Term> people(Subject subject) {
        return slowest(subject)
                .filter(severity -> PlanningValue.PEOPLE
                        .time()
                        .plan()
                        .filter(assumed -> severity.within().compareTo(assumed) >= 0)
                        .isPresent())
                .map(severity -> new Figures(subject)
                        .said(
                                "people by the time to answer " + severity.name(),
                                SEVERITIES + severity.name() + WITHIN,
                                severity.within())
                        .with(Span.of(Duration.ZERO, severity.within())));
    }

    private record Page(String name, Duration within) {}

    private static Optional<Page> slowest(Subject subject) {
        Page slowest = null;
        for (var entry : subject.topology().sources().all().entrySet()) {
            Optional<Page> next = page(subject, entry.getKey(), entry.getValue());
            boolean isSlower =
                    next.isPresent() && (slowest == null || next.get().within().compareTo(slowest.within()) > 0);
            slowest = isSlower ? next.get() : slowest;
        }
        return Optional.ofNullable(slowest);
    }

    private static Optional<Page> page(Subject subject, String path, Setting within) {
        if (!path.startsWith(SEVERITIES) || !path.endsWith(WITHIN)) {
            return Optional.empty();
        }
        String name = path.substring(SEVERITIES.length(), path.length() - WITHIN.length());
        boolean isPaged = subject.value(SEVERITIES + name + ".act").equals(Optional.of("page"));
        return Scalars.time(within.text()).filter(_ -> isPaged).map(time -> new Page(name, time));
    }
}
