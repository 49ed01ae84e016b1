package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Words;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An application of which Meridian arms nothing: another control moves it, its stores elect by themselves, or it
/// has no store that Meridian could move. It has no lease and no vantages, only a reason.
///
/// @param what the reason
/// @param mend the change after which Meridian moves it; empty where no change of a key or two is enough
public record Unarmed(String application, RegionName home, String what, String mend) {
    private static final String STORE =
            "a store that Meridian's agents run, with a copy elsewhere that may be promoted";

    /// Those that [Automations] says nothing about, in the order of the file.
    public static List<Unarmed> of(Subject subject) {
        return subject.blueprint().applications().values().stream()
                .filter(application -> subject.isProviderRun(application)
                        || Needed.moved(subject, application).isEmpty())
                .map(application -> of(subject, application))
                .toList();
    }

    private static Unarmed of(Subject subject, Application application) {
        List<Store> stores = subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name()))
                .toList();
        return subject.isProviderRun(application)
                ? movedByAnother(subject, application, stores)
                : new Unarmed(
                        application.name(),
                        application.primary(),
                        nothingToMove(subject, stores) + ": Meridian arms nothing",
                        STORE);
    }

    private static Unarmed movedByAnother(Subject subject, Application application, List<Store> stores) {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        List<String> electing = stores.stream()
                .filter(store ->
                        store.replication().mode() == ReplicationMode.QUORUM || mechanisms.recoversByItself(store))
                .map(Store::name)
                .toList();
        boolean isMoved = stores.stream()
                .anyMatch(store -> ActionRules.hasToBePromoted(store) && !mechanisms.recoversByItself(store));
        if (application.roles().size() < 2) {
            return new Unarmed(
                    application.name(),
                    application.primary(),
                    "it has one region, and nothing moves it elsewhere: Meridian arms nothing",
                    "");
        }
        String mover = mover(subject, application);
        boolean isPlanned = isMoved || electing.size() < stores.size();
        String what = electing.isEmpty()
                ? mover + ", Meridian arms nothing"
                : (isPlanned ? mover + ", and " : "")
                        + electing(subject, electing, stores)
                        + (isPlanned ? ", Meridian arms nothing" : "; Meridian arms nothing");
        return new Unarmed(
                application.name(), application.primary(), what, isMoved ? mend(subject, application, stores) : "");
    }

    /// The control of the failover as the file names it, and the part that people have in it.
    private static String mover(Subject subject, Application application) {
        Failover.Runs runs = said(subject, application)
                .control()
                .flatMap(Failover.Control::runs)
                .orElse(Failover.Runs.MERIDIAN);
        String key = "`control.runs: " + runs.name().toLowerCase(Locale.ROOT) + "`";
        if (application.failover().mode() != Mode.AUTOMATIC) {
            return "`mode: " + application.failover().mode().name().toLowerCase(Locale.ROOT) + "` and " + key
                    + ": people decide"
                    + switch (runs) {
                        case MERIDIAN, PROVIDER -> "";
                        case OPERATOR -> " and an operator beside the stores carries it out";
                        case SCRIPT -> " and a script of the owner carries it out";
                    };
        }
        return key
                + switch (runs) {
                    case MERIDIAN -> "";
                    case PROVIDER -> ": the provider's control moves it";
                    case OPERATOR -> ": an operator beside the stores moves it";
                    case SCRIPT -> ": a script of the owner moves it";
                };
    }

    private static Failover said(Subject subject, Application application) {
        return subject.said(application).failover();
    }

    /// The settings that are enough for a store which does not say who runs it: it is run by the control of its
    /// failover then. Where the file rules out the lease, the fence or the places of Meridian's own control, or
    /// names the operator of each store, a setting or two is not enough and none is offered.
    private static String mend(Subject subject, Application application, List<Store> stores) {
        Failover said = said(subject, application);
        String failover = subject.path(application.name(), "failover");
        boolean isRuledOut = said.unfenced()
                || subject.value(failover + ".lease").equals(Optional.of("none"))
                || application.failover().controlIn().stream()
                                .filter(place -> !place.equals(application.primary()))
                                .count()
                        < 2;
        boolean isRun = stores.stream()
                .filter(store -> !store.mayTakeOver().isEmpty() && ActionRules.hasToBePromoted(store))
                .filter(store -> store.kind() == StoreKind.POSTGRESQL || store.kind() == StoreKind.MYSQL)
                .anyMatch(store -> !new StoreMechanisms(subject).recoversByItself(store)
                        && subject.topology()
                                .sources()
                                .at("data." + store.name() + ".runs")
                                .filter(setting -> !setting.text().equals("self"))
                                .isEmpty());
        String mode = application.failover().mode() == Mode.AUTOMATIC ? "" : " --set " + failover + ".mode=automatic";
        return isRun && !isRuledOut ? "--set " + failover + ".control.runs=meridian" + mode : "";
    }

    private static String electing(Subject subject, List<String> electing, List<Store> stores) {
        boolean one = electing.size() == 1;
        boolean votes = stores.stream()
                .filter(store -> electing.contains(store.name()))
                .allMatch(store -> !store.managed() && store.replication().mode() == ReplicationMode.QUORUM);
        String how = votes
                ? (one ? " elects its leader by itself" : " elect their leaders by themselves")
                : (one ? " goes on elsewhere by itself" : " go on elsewhere by themselves");
        return Listed.names(electing) + how + withoutMajority(subject, stores).replaceFirst("^, and ", ", but ");
    }

    private static String nothingToMove(Subject subject, List<Store> stores) {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        List<String> managed =
                stores.stream().filter(Store::managed).map(Store::name).toList();
        List<String> electing = stores.stream()
                .filter(store -> !store.managed() && mechanisms.recoversByItself(store))
                .map(Store::name)
                .toList();
        List<String> stuck = stores.stream()
                .filter(store -> !store.managed())
                .map(Store::name)
                .filter(name -> !electing.contains(name))
                .toList();
        List<String> reasons = new ArrayList<>();
        if (!managed.isEmpty()) {
            reasons.add("the provider runs " + Words.list(managed, "and"));
        }
        if (!electing.isEmpty()) {
            reasons.add(Words.list(electing, "and") + (electing.size() == 1 ? " recovers" : " recover") + " by "
                    + (electing.size() == 1 ? "itself" : "themselves") + withoutMajority(subject, stores));
        }
        if (!stuck.isEmpty()) {
            reasons.add("nobody may take over " + Words.list(stuck, "and"));
        }
        return reasons.isEmpty() ? "it has no store whose writer could move" : String.join(", and ", reasons);
    }

    /// The loss of a region that leaves a store without its own majority.
    private static String withoutMajority(Subject subject, List<Store> stores) {
        return stores.stream()
                .flatMap(store -> Votes.of(store, subject.said(store)).stream())
                .flatMap(votes -> votes.fatal().map(votes::statement).stream())
                .findFirst()
                .map(text -> ", and " + text)
                .orElse("");
    }
}
