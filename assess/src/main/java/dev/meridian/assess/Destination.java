package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// Where an application goes when its primary region is lost. It goes as a whole, to one region: the one that can
/// take over most of its stores, among these the one that lacks least, among these the first of `targets`.
final class Destination {
    private Destination() {}

    static Optional<RegionName> of(Subject subject, Application application) {
        List<Store> moving = subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name()))
                .filter(store -> store.writer().equals(application.primary())
                        && store.members().size() > 1)
                .toList();
        RegionName best = null;
        int most = -1;
        Span least = Span.NEVER;
        for (RegionName target : application.failover().targets()) {
            int taken = 0;
            Span lacks = Span.ZERO;
            for (Store store : moving) {
                Term term = subject.reached(store).get(target);
                if (store.mayTakeOver().contains(target) && term != null) {
                    taken++;
                    lacks = lacks.max(term.span());
                }
            }
            boolean less =
                    taken == most && !lacks.equals(least) && lacks.min(least).equals(lacks);
            if (taken > most || less) {
                best = target;
                most = taken;
                least = lacks;
            }
        }
        return Optional.ofNullable(best);
    }
}
