package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Words;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// An application of which Meridian arms nothing: somebody else's control moves it, or there is nothing of it that
/// Meridian could move. There is no lease and no vantage to tell of, only why.
///
/// @param what is the matter
/// @param mend what would have Meridian move it
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
                ? movedByProvider(subject, application, stores)
                : new Unarmed(
                        application.name(),
                        application.primary(),
                        nothingToMove(subject, stores) + ": Meridian arms nothing",
                        STORE);
    }

    /// A store that does not say who runs it is run by whose control the failover is.
    private static Unarmed movedByProvider(Subject subject, Application application, List<Store> stores) {
        boolean isEnough = stores.stream()
                .anyMatch(store -> !store.mayTakeOver().isEmpty()
                        && !new StoreMechanisms(subject).recoversByItself(store)
                        && (!store.managed()
                                || subject.topology()
                                        .sources()
                                        .at("data." + store.name() + ".runs")
                                        .isEmpty()));
        return new Unarmed(
                application.name(),
                application.primary(),
                application.failover().mode() == Mode.AUTOMATIC
                        ? "`control.runs: provider`: the provider's control moves it, Meridian arms nothing"
                        : "`control.runs: provider`, and people decide: Meridian arms nothing",
                isEnough
                        ? "--set " + subject.path(application.name(), "failover.control.runs") + "=meridian"
                        : "`control.runs: meridian`, and " + STORE);
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
                .flatMap(store ->
                        Votes.of(
                                store,
                                Objects.requireNonNull(
                                        subject.topology().stores().get(store.name())))
                                .stream())
                .flatMap(votes -> votes.fatal().map(votes::statement).stream())
                .findFirst()
                .map(text -> ", and " + text)
                .orElse("");
    }
}
