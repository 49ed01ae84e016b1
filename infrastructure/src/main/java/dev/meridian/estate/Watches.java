package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Works out what `observability` asks for.
final class Watches {
    private static final String AUDIT = "security.auditLog";
    private static final String SAMPLE = "observability.tracing.sample";
    private static final String SYNTHETIC = "operations.synthetic";
    private static final String NOTIFY = "observability.notify";
    private static final String BY_MAIL = "mail";
    private static final String CONTACTS = "operations.contacts.";

    /// How alarms reach people: a topic, and mails from it to those who are named.
    private static final List<String> TOLD = List.of("sns", BY_MAIL);

    /// What SNS takes as one: a name, and a host with a dot in it (SNS API reference, Subscribe, 2026-11).
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    /// Stores of which AWS counts how far behind a copy in another region is. OpenSearch counts operations, of
    /// indices that somebody has told it to follow (OpenSearch Service developer guide, cross-cluster metrics,
    /// 2026-11).
    private static final List<StoreKind> COUNTED =
            List.of(StoreKind.POSTGRESQL, StoreKind.DYNAMODB, StoreKind.KAFKA, StoreKind.OBJECT);

    /// Where nobody says how far behind is too far: the tenth part of an hour is what a person would notice.
    private static final Duration USUAL_LAG = Duration.ofMinutes(6);

    private final Blueprint meant;
    private final Ledger ledger;

    Watches(Blueprint meant, Ledger ledger) {
        this.meant = meant;
        this.ledger = ledger;
    }

    /// @param entrances that users open
    Watch one(List<Entrance> entrances) {
        synthetic(entrances);
        List<String> asked = AlarmsAsked.words(ledger);
        List<String> mails = mails(asked);
        told(mails);
        Spending spending = new Spending(ledger);
        Watch.Trail trail = trail();
        boolean isRecorded = is("observability.audit.configuration", "config-rules");
        Watch watch = new Watch(
                asked.contains("health-checks"),
                asked.contains("critical-thresholds"),
                hasCertificates(entrances, asked),
                lags(asked),
                mails,
                traced(),
                trail,
                isRecorded,
                spending.budgets(),
                spending.bills(),
                new PagesAsked(meant, ledger).note(!asked.isEmpty(), trail != Watch.Trail.NONE),
                new Promises(meant, ledger).promised());
        isHeard(watch);
        return watch;
    }

    /// Whether people are told in each way that the file names.
    private void told(List<String> mails) {
        List<String> ways = list(NOTIFY);
        if (ways.contains(BY_MAIL) && mails.isEmpty()) {
            ledger.left(NOTIFY, "`mail`: no contact of the file is an address of e-mail");
        } else if (TOLD.containsAll(ways)) {
            ledger.rendered(NOTIFY);
        }
    }

    /// An alarm that rings where nobody is looks like one that does not ring.
    private void isHeard(Watch watch) {
        boolean tells = watch.tells()
                || watch.budgets().stream().anyMatch(Watch.Budget::tells)
                || watch.bills().hasJumps();
        if (!tells || !watch.mails().isEmpty() || ledger.regions(Cloud.AWS).isEmpty()) {
            return;
        }
        String path = List.of(AlarmsAsked.PATH, "cost.budget", "cost.perRegion.budget").stream()
                .filter(one -> ledger.said().sources().all().keySet().stream()
                        .anyMatch(said -> said.equals(one) || said.startsWith(one + ".")))
                .findFirst()
                .orElse("observability");
        ledger.notice(ledger.said().sources().where(path).text()
                + ": what rings tells nobody: no contact of the file is an address of e-mail"
                + " (`operations.contacts: {oncall: …@…}`); until one is, topics of SNS whose names end with `-alarms` have"
                + " no subscriber but those that somebody adds by hand");
    }

    /// A name whose certificate ends does not serve: who hears of that hears of this, too, unless the file says
    /// not to.
    private boolean hasCertificates(List<Entrance> entrances, List<String> asked) {
        String path = "traffic.certificates.watch";
        boolean isAsked = is(path, "true");
        boolean isRefused = is(path, "false");
        return isAsked || (!isRefused && !entrances.isEmpty() && asked.contains("health-checks"));
    }

    /// Checks of Route 53 ask each region by its own name, from places all over the world. What they ask is its
    /// health, so what users do beyond that is asked by nobody.
    private void synthetic(List<Entrance> entrances) {
        boolean isAsked =
                entrances.stream().anyMatch(entrance -> entrance.check().isPresent());
        if (isAsked) {
            ledger.inAnyCase(SYNTHETIC, "records go by checks from many places, which are there in any case");
        } else {
            ledger.left(SYNTHETIC, "no entrance has a `host` in several regions: there is no name to ask");
        }
    }

    private Optional<String> at(String path) {
        return ledger.said().sources().at(path).map(Setting::text);
    }

    private List<String> list(String path) {
        return at(path).map(Scalars::words).orElse(List.of());
    }

    private boolean is(String path, String value) {
        boolean is = at(path).filter(value::equals).isPresent();
        if (is) {
            ledger.rendered(path);
        }
        return is;
    }

    private Watch.Trail trail() {
        List<String> asked = list(AUDIT);
        boolean ofBuilding =
                is("observability.audit.api", "cloudtrail") || asked.contains("all-administrative-actions");
        if (List.of("all-administrative-actions", "all-access").containsAll(asked)) {
            ledger.rendered(AUDIT);
        }
        return asked.contains("all-access")
                ? Watch.Trail.OF_EVERYTHING
                : ofBuilding ? Watch.Trail.OF_BUILDING : Watch.Trail.NONE;
    }

    /// Somebody hears of a lag where the store says from when on, or the file that its alarms are for lags.
    ///
    /// @param asked alarms, by their words
    private SequencedMap<String, Duration> lags(List<String> asked) {
        SequencedMap<String, Duration> lags = new LinkedHashMap<>();
        for (Store store : meant.stores().values()) {
            Optional<Storage.Replication> said = Optional.ofNullable(
                            ledger.said().stores().get(store.name()))
                    .flatMap(Storage.Store::replication);
            Optional<Storage.LagAlarm> alarm = said.flatMap(Storage.Replication::alarmOnLag);
            Optional<Duration> from = alarm.flatMap(Storage.LagAlarm::above)
                    .or(() -> said.flatMap(Storage.Replication::target))
                    .or(() -> store.objectives().rpo());
            boolean isAsked = asked.contains("replication-lag")
                    || (asked.contains("mirroring") && store.kind() == StoreKind.KAFKA);
            String path = "data." + store.name() + ".replication.alarmOnLag";
            if (!COUNTED.contains(store.kind()) && !Datastores.isOne(store, said, ledger)) {
                ledger.left(path, "nothing counts how long a copy of this kind is behind");
            } else if (alarm.isPresent() || isAsked) {
                ledger.rendered(path);
                lags.put(store.name(), from.filter(Duration::isPositive).orElse(USUAL_LAG));
            }
        }
        return lags;
    }

    /// To whom it is written. Contacts of other kinds stand in the pages for people: nobody is told by them.
    ///
    /// @param asked alarms, by their words
    private List<String> mails(List<String> asked) {
        List<String> mails = new ArrayList<>();
        ledger.said().sources().all().forEach((path, setting) -> {
            if (!path.startsWith(CONTACTS)) {
                return;
            }
            ledger.rendered(path);
            if (MAIL.matcher(setting.text()).matches()) {
                mails.add(setting.text());
            } else if (!asked.isEmpty()) {
                ledger.withdraw(path, "is no address of e-mail: it is in the runbooks, and no alarm is sent to it");
            }
        });
        return mails;
    }

    private OptionalDouble traced() {
        if (!is("observability.tracing.kind", "xray")) {
            return OptionalDouble.empty();
        }
        ledger.rendered(SAMPLE);
        // The map of services is drawn by X-Ray of whatever is traced.
        ledger.inAnyCase(
                "observability.tracing.serviceMap", "X-Ray draws a map of services of all traces that it gets");
        return at(SAMPLE).map(Scalars::share).orElse(OptionalDouble.of(1));
    }
}
