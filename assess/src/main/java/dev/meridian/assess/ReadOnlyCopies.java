package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Journey;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A check of a copy that users read before a person promotes it: journeys that only read are served by it, and
/// those that write fail, which often are the logins too. Users whom health checks move there, and an order that
/// moves them first, have findings of their own.
final class ReadOnlyCopies {
    /// Names of journeys by which users get in.
    private static final Pattern LOGIN = Pattern.compile(
            "log-?in|log-?on|sign-?in|sign-?on|sign-?up|authenti|oauth|regist", Pattern.CASE_INSENSITIVE);

    private final Subject subject;
    private final Application application;

    private ReadOnlyCopies(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            ReadOnlyCopies service = new ReadOnlyCopies(subject, application);
            if (subject.isProviderRun(application) && !service.isSaidOfUsers()) {
                subject.blueprint().stores().values().stream()
                        .filter(service::isReadThere)
                        .flatMap(store -> service.finding(store).stream())
                        .forEach(findings::add);
            }
        }
    }

    /// Whether users go before the promotion, which other findings say.
    private boolean isSaidOfUsers() {
        Fronts fronts = new Fronts(subject, application);
        List<String> order = subject.said(application).failover().order();
        return fronts.entrances().stream().anyMatch(fronts::isTurnedByChecks)
                || (order.contains("route") && order.indexOf("route") < order.indexOf("promote"));
    }

    /// Whether the other region reads its own copy of the store, which people promote.
    private boolean isReadThere(Store store) {
        boolean isLocal = subject.said(store)
                .use()
                .reads()
                .filter(reads -> !(reads instanceof Storage.Reads.Primary))
                .isPresent();
        Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
        boolean byHand = new Steps(subject, application)
                .promoter(store)
                .filter(Failover.Promoter.HUMAN::equals)
                .isPresent();
        return isLocal
                && store.application().equals(application.name())
                && back.way() == Comeback.Way.PROMOTED
                && (byHand || back.starts() == Comeback.Starts.PEOPLE);
    }

    private Optional<Finding> finding(Store store) {
        List<Journey> journeys = List.copyOf(subject.topology().journeys().values());
        List<String> writing = journeys.stream()
                .filter(journey -> journey.writes().contains(store.name()))
                .map(Journey::name)
                .toList();
        List<String> reading = journeys.stream()
                .filter(journey -> journey.reads().contains(store.name())
                        && journey.writes().isEmpty())
                .map(Journey::name)
                .toList();
        Optional<RegionName> target = new Takeover(subject).successor(store);
        return writing.isEmpty() || reading.isEmpty() || target.isEmpty()
                ? Optional.empty()
                : Optional.of(finding(store, target.get(), writing, reading));
    }

    private static Finding finding(Store store, RegionName target, List<String> writing, List<String> reading) {
        List<String> logins =
                writing.stream().filter(name -> LOGIN.matcher(name).find()).toList();
        return Finding.of(
                        Rule.WRITES_NOT_MOVED,
                        "journeys." + (logins.isEmpty() ? writing : logins).getFirst() + ".writes",
                        "while `" + store.name() + "` is only read in " + target + ", "
                                + Listed.names(writing) + (writing.size() == 1 ? " fails" : " fail") + " there, and "
                                + Listed.names(reading) + (reading.size() == 1 ? " is" : " are") + " served",
                        "until a person promotes the copy it takes no writes"
                                + (logins.isEmpty()
                                        ? ""
                                        : ", so that whoever has to come in by " + Listed.names(logins)
                                                + " is refused as well"),
                        "a time by which the promotion is decided (`failover.human.decide`)"
                                + (logins.isEmpty()
                                        ? ""
                                        : ", or what " + Listed.names(logins)
                                                + " writes in a store that takes writes there too")
                                + "; or a waiver where a time with reads alone is meant")
                .with(Severity.NOTE);
    }
}
