package dev.meridian.engine;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.State.Stage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// What a holder that serves nobody goes by ([Rest]): to keep still where the answer of some gate is known to be
/// no is an outage for nothing.
///
/// What only an attempt shows is taken at its best: whoever is heard of promises, has every write of the holder,
/// and does all steps in time.
final class Prospects {
    private final Opening opening;
    private final Evidence evidence;
    private final RegionName holder;

    private Prospects(Opening opening) {
        this.opening = opening;
        this.evidence = opening.evidence();
        this.holder = opening.suspect();
    }

    static Prospect of(Opening opening) {
        return new Prospects(opening).prospect();
    }

    private Prospect prospect() {
        Predicate<RegionName> perhaps = member -> evidence.age(member) != Evidence.Age.GONE;
        boolean mayBegin = isBegun() ? isWanted() : isQuorum() && Gates.areOpenInTime(opening);
        if (!mayBegin || !isAnybodyFit(perhaps) || !isCheapEnough(perhaps)) {
            return Prospect.NOBODY;
        }
        Predicate<RegionName> surely = member -> evidence.age(member) == Evidence.Age.FRESH;
        boolean begins = isQuorum() && !opening.isAnswering() && Gates.areOpenButForTheHolder(opening);
        return begins && isAnybodyFit(surely) && isCheapEnough(surely) ? Prospect.SOMEBODY : Prospect.PERHAPS;
    }

    /// A recovery that is open is past most gates before it.
    private boolean isBegun() {
        return evidence.state().stage() instanceof Stage.Recovering recovering
                && recovering.handover().isEmpty();
    }

    /// It ends nowhere while a person has paused the automatism, or two sides could write.
    private boolean isWanted() {
        return Gates.pause(evidence).isEmpty()
                && Gates.inForce(evidence.state(), evidence.policy()).holds();
    }

    private boolean isQuorum() {
        return evidence.heardOutside(holder) >= opening.needed();
    }

    /// Of those who may take over somebody is there, has room, and is nobody whom a pin passes over.
    private boolean isAnybodyFit(Predicate<RegionName> isThere) {
        return Gates.kinTargets(evidence.state(), holder, evidence.policy())
                .filter(isThere.and(evidence::saidStandby))
                .anyMatch(mayBeChosen(evidence));
    }

    private static Predicate<RegionName> mayBeChosen(Evidence evidence) {
        Optional<RegionName> pinned = Gates.pin(evidence).map(Order.Pin::region);
        return target -> evidence.policy().targets().contains(target)
                && evidence.saidRoom(target)
                && pinned.filter(region -> !region.equals(target)).isEmpty();
    }

    private boolean isCheapEnough(Predicate<RegionName> isThere) {
        Duration budget = Offering.budget(evidence.state(), evidence.policy(), evidence::mayEnable);
        return leastLoss(evidence, holder, isThere).isWithin(budget);
    }

    /// What it would cost at best if it moved by itself.
    static Loss leastLoss(Evidence evidence, RegionName holder, Predicate<RegionName> isThere) {
        return LeastLoss.of(evidence, holder, isThere, mayBeChosen(evidence));
    }
}
