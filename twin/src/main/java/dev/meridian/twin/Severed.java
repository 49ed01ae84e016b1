package dev.meridian.twin;

import dev.meridian.faults.Fault;
import dev.meridian.faults.Setting;
import dev.meridian.units.RegionName;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Locations whose users nobody can serve whatever is done, while the faults of a drill come and go.
///
/// Who could serve depends on faults that last together: a user behind a cut link is cut off while the primary
/// rightly stays behind it, and no longer when a second cut makes it go. So a fault that ends is looked at as it
/// does, beside those that it ends among; one that lasts, whenever somebody asks. What was over before the fault
/// that is judged is another story, and whoever was cut off when it came does not wait for what follows from it.
///
/// Faults come and end on threads of their own.
final class Severed {
    private final Setting setting;
    private final Fault judged;
    private final Set<Fault> inForce = new LinkedHashSet<>();
    private final Set<RegionName> before = new HashSet<>();
    private boolean isJudged;

    /// @param faults the one that is judged first
    Severed(Setting setting, List<Fault> faults) {
        this.setting = setting;
        this.judged = faults.getFirst();
    }

    synchronized void struck(Fault fault) {
        if (fault.equals(judged)) {
            isJudged = true;
            List<Fault> earlier = inForce.stream()
                    .filter(each -> each.start().compareTo(judged.start()) < 0)
                    .toList();
            before.addAll(setting.cutOff(setting.home(), earlier));
        }
        inForce.add(fault);
    }

    /// It is about to.
    ///
    /// @param holder of the role at that time
    synchronized void ends(Fault fault, RegionName holder) {
        if (isJudged) {
            before.addAll(setting.cutOff(holder, List.copyOf(inForce)));
        }
        inForce.remove(fault);
    }

    /// Those that do not count for how long a recovery takes.
    ///
    /// @param holder of the role now
    synchronized Set<RegionName> at(RegionName holder) {
        Set<RegionName> all = new HashSet<>(before);
        all.addAll(setting.cutOff(holder, List.copyOf(inForce)));
        return Set.copyOf(all);
    }
}
