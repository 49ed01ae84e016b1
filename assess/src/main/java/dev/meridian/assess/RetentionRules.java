package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Store;
import dev.meridian.topology.Compliance;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A check that the times for which data is kept agree: of a class, of the stores that hold it, of their backups
/// and topics, of what a replay needs, of logs, and the limits that a law or a standard sets.
final class RetentionRules {
    private static final String LOGS = "observability.logs.keep";

    /// Logs for at least one year: Digital Personal Data Protection Rules (India, notified 2025-11-13, duties from
    /// 2027-05), and PCI DSS v4.0 requirement 10.5.1 (12 months, as Microsoft Entra guidance quotes it, 2026-11).
    private static final Duration YEAR = Duration.ofDays(365);

    /// Words in the name of a class that is about children.
    private static final List<String> CHILDREN =
            List.of("child", "children", "kid", "kids", "minor", "minors", "pupil");

    private final Subject subject;
    private final List<Finding> findings;

    private RetentionRules(Subject subject, List<Finding> findings) {
        this.subject = subject;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        RetentionRules rules = new RetentionRules(subject, findings);
        for (Store store : subject.blueprint().stores().values()) {
            Storage.Store said = subject.said(store);
            new Holders(subject, store).classes().forEach(name -> rules.held(said, name));
            rules.replay(said);
        }
        rules.logs();
    }

    private void add(String at, String statement, String why, String fix, Severity severity) {
        findings.add(
                Finding.of(Rule.RETENTION_CONTRADICTS, at, statement, why, fix).with(severity));
    }

    private void held(Storage.Store said, String name) {
        Compliance.DataClass data =
                Objects.requireNonNull(subject.topology().compliance().classes().get(name));
        String path = "data." + said.name();
        if (data.keep().isPresent()) {
            kept(said, data, data.keep().get());
        } else if (said.keep().isEmpty() && isOfChildren(name)) {
            add(
                    path,
                    "`" + said.name() + "` holds data of children (class `" + name + "`), and nothing says how long it"
                            + " is kept",
                    "COPPA (16 CFR 312.10, compliance 2026-04-22): only as long as is reasonably necessary, never"
                            + " indefinitely, with a published time",
                    "`keep` on `compliance.classes." + name + "`",
                    Severity.WARNING);
        }
    }

    private boolean isOfChildren(String name) {
        return subject.topology().compliance().frameworks().contains(Compliance.Framework.COPPA)
                && Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z]+", -1))
                        .anyMatch(CHILDREN::contains);
    }

    private void kept(Storage.Store said, Compliance.DataClass data, Period most) {
        String path = "data." + said.name();
        String of = "the class `" + data.name() + "` is kept for " + words(most);
        String fix = "one time for both: `compliance.classes." + data.name() + ".keep` is the promise";
        said.keep()
                .filter(keep -> days(keep) > days(most))
                .ifPresent(keep -> add(
                        path + ".keep",
                        "`" + said.name() + "` keeps what it holds for " + words(keep) + ", and " + of,
                        "the store keeps it for longer than the class allows",
                        fix,
                        Severity.ERROR));
        said.keep()
                .filter(keep -> days(keep) < days(most))
                .ifPresent(keep -> add(
                        path + ".keep",
                        "`" + said.name() + "` keeps what it holds for " + words(keep) + ", and " + of,
                        "the store deletes it before the time for which it is to be kept",
                        fix,
                        Severity.WARNING));
        said.backup()
                .flatMap(Storage.Backup::keep)
                .filter(keep -> keep.toDays() > days(most))
                .ifPresent(keep -> add(
                        path + ".backup.keep",
                        "backups of `" + said.name() + "` are kept for " + text(keep) + ", and " + of,
                        "a backup is a copy: what was deleted in time is still in it",
                        fix,
                        Severity.WARNING));
        topics(said, data, most, of, fix);
    }

    private void topics(Storage.Store said, Compliance.DataClass data, Period most, String of, String fix) {
        String path = "data." + said.name();
        said.topics().values().stream()
                .filter(topic -> topic.holds().contains(data.name()))
                .forEach(topic -> topic.keep()
                        .filter(keep -> keep.toDays() > days(most))
                        .ifPresent(keep -> add(
                                path + ".topics." + topic.name() + ".keep",
                                "the topic `" + topic.name() + "` of `" + said.name() + "` keeps messages for "
                                        + text(keep) + ", and " + of,
                                "the topic keeps it for longer than the class allows",
                                fix,
                                Severity.ERROR)));
    }

    /// A replay that reaches further back than its history is kept.
    private void replay(Storage.Store said) {
        said.recover().replay().ifPresent(replay -> {
            Storage.Store source =
                    Objects.requireNonNull(subject.topology().stores().get(replay.from()));
            Optional<Duration> longest = Stream.concat(
                            source.keep().map(keep -> Duration.ofDays(days(keep))).stream(),
                            source.topics().values().stream().flatMap(topic -> topic.keep().stream()))
                    .max(Duration::compareTo);
            boolean knowsAll = source.keep().isPresent()
                    || source.topics().values().stream()
                            .allMatch(topic -> topic.keep().isPresent());
            replay.covers()
                    .filter(covers -> knowsAll
                            && longest.filter(keep -> keep.compareTo(covers) < 0)
                                    .isPresent())
                    .ifPresent(covers -> add(
                            "data." + said.name() + ".recover.replay.covers",
                            "`" + said.name() + "` is to be replayed from " + text(covers) + " of `" + replay.from()
                                    + "`, which keeps " + text(longest.orElseThrow()),
                            "older messages are no longer in the history",
                            "`keep` of " + text(covers) + " or more in `" + replay.from() + "`",
                            Severity.ERROR));
        });
    }

    private void logs() {
        Optional<Duration> keep =
                subject.topology().sources().at(LOGS).map(Setting::text).flatMap(Scalars::time);
        Compliance compliance = subject.topology().compliance();
        keep.filter(time -> time.compareTo(YEAR) < 0).ifPresent(time -> {
            boolean india = compliance.classes().values().stream()
                    .flatMap(data -> data.subjects().stream())
                    .anyMatch(who ->
                            Law.of(who).filter(law -> law.code().equals("IN")).isPresent());
            if (india) {
                tooShort(
                        time,
                        "the Digital Personal Data Protection Rules of India (notified 2025-11-13, duties from"
                                + " 2027-05) ask for logs of at least one year");
            }
            if (compliance.frameworks().contains(Compliance.Framework.PCI_DSS)) {
                tooShort(
                        time,
                        "PCI DSS v4.0.1, requirement 10.5.1, asks for a history of audit logs of at least twelve"
                                + " months");
            }
        });
    }

    private void tooShort(Duration keep, String why) {
        add(
                LOGS,
                "logs are kept for " + text(keep),
                why,
                "`keep: 365d`, or a store for those logs that are meant",
                Severity.WARNING);
    }

    /// A year of 365 days and a month of 30: what differs by less is no contradiction.
    private static long days(Period period) {
        return period.getYears() * 365L + period.getMonths() * 30L + period.getDays();
    }

    private static String words(Period period) {
        String years = period.getYears() > 0 ? period.getYears() + "y" : "";
        String months = period.getMonths() > 0 ? period.getMonths() + "mo" : "";
        String days = period.getDays() > 0 || (years + months).isEmpty() ? period.getDays() + "d" : "";
        return years + months + days;
    }
}
