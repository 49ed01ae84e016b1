package dev.meridian.blueprint;

import dev.meridian.topology.Message;
import dev.meridian.topology.ProblemId;
import dev.meridian.units.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/// Refuses times of a lease that cannot hold: a holder that cannot renew in time, and with `mode: automatic` two
/// regions that may write at once. The engine would disarm itself on the day; the file is wrong today.
final class LeaseRules {
    private final Resolved resolved;
    private final String failover;

    /// @param failover the path of the section, with a dot behind it
    LeaseRules(Resolved resolved, String failover) {
        this.resolved = resolved;
        this.failover = failover;
    }

    void check(LeasePolicy lease, Duration fence, Mode mode) {
        Duration useful = lease.duration().minus(lease.margin());
        if (!useful.isPositive() || lease.renewEvery().compareTo(useful) >= 0) {
            cannotBeRenewed(lease, useful);
        } else if (lease.renewEvery().isZero()) {
            problem(
                    List.of("lease.renewEvery"),
                    new Message(
                            "a lease cannot be renewed every " + Durations.text(lease.renewEvery()),
                            "each renewal is an entry of the log that a quorum commits; without a pause between them"
                                    + " there is room for nothing else",
                            "`renewEvery: " + Durations.text(useful.dividedBy(5)) + "`, a fifth of its useful time"));
        } else if (lease.drift() >= 1) {
            problem(
                    List.of("lease.drift"),
                    new Message(
                            "a clock whose rate is off by 100% measures nothing",
                            "the holder's time is divided by 1 − drift", "`drift: 0.1%`"));
        } else if (lease.silentAfter().compareTo(lease.renewEvery()) <= 0) {
            silentTooSoon(lease);
        } else if (lease.silentAfter().compareTo(lease.challengerWait()) > 0) {
            silentTooLate(lease);
        } else if (mode == Mode.AUTOMATIC && lease.lastCommitAfter(fence).compareTo(lease.surelyWaited()) > 0) {
            twoWriters(lease, fence);
        }
    }

    private void silentTooSoon(LeasePolicy lease) {
        silent(new Message(
                cannotCountAsSilent(lease),
                "between any two of its renewals it would",
                "`silentAfter: " + Durations.text(lease.renewEvery().multipliedBy(2)) + "`, two renewals"));
    }

    private void silentTooLate(LeasePolicy lease) {
        String wait = Durations.text(lease.challengerWait());
        silent(new Message(
                cannotCountAsSilent(lease) + ", when a challenger waits " + wait,
                "whoever may claim the role after `lease.wait` would be kept from it by renewals that no longer protect"
                        + " anybody",
                "`silentAfter: " + wait + "` or less"));
    }

    private static String cannotCountAsSilent(LeasePolicy lease) {
        return "a holder that renews every " + Durations.text(lease.renewEvery()) + " cannot count as silent after "
                + Durations.text(lease.silentAfter());
    }

    private void silent(Message message) {
        problem(List.of("lease.silentAfter", "lease.renewEvery", "lease.wait"), message);
    }

    private void cannotBeRenewed(LeasePolicy lease, Duration useful) {
        problem(
                List.of("lease.renewEvery", "lease.margin", "lease.duration"),
                new Message(
                        "a lease of " + Durations.text(lease.duration()) + " with a margin of "
                                + Durations.text(lease.margin()) + " cannot be renewed every "
                                + Durations.text(lease.renewEvery()),
                        "the holder fences itself at duration − margin = " + Durations.text(useful)
                                + " after its last renewal, so it has to renew sooner",
                        "a longer `lease.duration`, or a shorter `lease.margin` or `lease.renewEvery`"));
    }

    private void twoWriters(LeasePolicy lease, Duration fence) {
        Duration last = lease.lastCommitAfter(fence);
        double enough = last.toNanos() * (1 + lease.drift()) / 1e9;
        double step = enough < 10 ? 100 : 1;
        Duration wait = Duration.ofMillis((long) Math.ceil(enough * step + 1e-6) * (long) (1000 / step));
        problem(
                List.of("lease.wait", "fence.within", "lease.duration", "lease.margin", "lease.drift"),
                new Message(
                        "the lease would let two regions write: (D − m)/(1 − ρ) + F = " + seconds(last)
                                + " > W/(1 + ρ) = " + seconds(lease.surelyWaited()),
                        "with duration D = " + Durations.text(lease.duration()) + ", margin m = "
                                + Durations.text(lease.margin()) + ", drift ρ = " + percent(lease.drift())
                                + "% and fence F = " + Durations.text(fence) + " the old writer may acknowledge until "
                                + seconds(last) + " after its last renewal; with wait W = "
                                + Durations.text(lease.challengerWait()) + " another may begin at "
                                + seconds(lease.surelyWaited()),
                        "`lease.wait: " + Durations.text(wait) + "`, or a shorter `lease.duration` or `fence.within`"));
    }

    /// To the millisecond: the sides of an inequality that fails by little still look different.
    private static String seconds(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toNanos(), 9).setScale(3, RoundingMode.HALF_UP);
        return seconds.stripTrailingZeros().toPlainString() + "s";
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
    }

    /// At the first of these that the user wrote, else at the section.
    private void problem(List<String> keys, Message message) {
        String path = keys.stream()
                .map(key -> failover + key)
                .filter(at -> resolved.origin(at).isPresent())
                .findFirst()
                .orElse(failover + "lease");
        resolved.problem(ProblemId.BAD_TIMES, path, message);
    }
}
