package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A log written by hand: who says what at which second. Ages are filled in as an attentive agent would tell
/// them; clocks differ by an hour from place to place.
final class Script {
    private static final int MOST_DUTIES = 50;

    /// 2026-11-22T03:59:30Z, a Sunday.
    private static final long BEGINNING = 1_795_319_970L;

    final Policy policy;
    private final StringBuilder text = new StringBuilder();
    private final Map<RegionName, Long> incarnations = new LinkedHashMap<>();
    private final Map<RegionName, Long> startedAt = new LinkedHashMap<>();
    private final Map<RegionName, Integer> rooms = new LinkedHashMap<>();
    private long millis;
    private long sequence;
    private long renewalAt;
    private long grantAt;
    private Decision last = new Decision(State.INITIAL, List.of(), List.of());

    Script(Policy policy) {
        this.policy = policy;
    }

    /// The home holds the role, accepts writes, and everybody has been heard of.
    static Script steady(Policy policy) {
        Script script = new Script(policy);
        script.claim(policy.home(), 0);
        script.done(new Duty.Promote(policy.home(), script.state().epoch()));
        for (RegionName vantage : policy.voters()) {
            script.at(script.millis + 10);
            script.sees(vantage, Sight.Verdict.HEALTHY, 0);
        }
        script.renew(policy.home());
        return script;
    }

    State state() {
        return last.state();
    }

    Decision last() {
        return last;
    }

    List<String> rules() {
        return last.reasons().stream().map(reason -> reason.rule().id()).toList();
    }

    long now() {
        return millis;
    }

    Script at(long next) {
        millis = next;
        return this;
    }

    /// Its agent starts again: another incarnation, nothing remembered.
    void restart(RegionName region) {
        incarnations.merge(region, 1L, Long::sum);
        startedAt.put(region, millis);
    }

    Stamp stamp(RegionName by) {
        return new Stamp(
                by,
                incarnations.getOrDefault(by, 0L) + 1,
                ++sequence,
                nanos(by),
                last.state().index());
    }

    long nanos(RegionName by) {
        return (policy.voters().indexOf(by) + 1) * 3_600_000_000_000L + millis * 1_000_000;
    }

    // ---- entries ----

    Script say(Event event) {
        State before = last.state();
        last = Engine.decide(before, event, policy);
        State after = last.state();
        mayHold(after.held());
        renewalAt = after.renewal().equals(before.renewal()) ? renewalAt : millis;
        grantAt = after.epoch().equals(before.epoch()) ? grantAt : millis;
        write(event);
        return this;
    }

    /// Whatever holds a move back says what lets it go.
    private static void mayHold(String held) {
        boolean hasExit = Arrays.stream(Rule.values())
                .filter(Rule::holdsBack)
                .map(Rule::id)
                .anyMatch(held::equals);
        if (!held.isEmpty() && !hasExit) {
            throw new AssertionError(held + " holds back and has no exit");
        }
    }

    Script sees(RegionName vantage, Sight.Verdict verdict, long stableMillis) {
        return say(word(vantage, verdict, stableMillis));
    }

    Event.Observed word(RegionName vantage, Sight.Verdict verdict, long stableMillis) {
        ServerState server = !policy.members().contains(vantage)
                ? ServerState.NONE
                : state().holder().equals(Optional.of(vantage)) ? ServerState.PRIMARY : ServerState.STANDBY;
        return word(vantage, verdict, stableMillis, server);
    }

    Event.Observed word(RegionName vantage, Sight.Verdict verdict, long stableMillis, ServerState server) {
        List<Sight> sights = state().holder()
                .filter(holder -> !holder.equals(vantage))
                .map(holder -> List.of(new Sight(holder, verdict, Duration.ofMillis(stableMillis), List.of())))
                .orElse(List.of());
        return new Event.Observed(
                stamp(vantage),
                sights,
                state().renewal().map(Renewal::index).orElse(0L),
                age(vantage, renewalAt),
                age(vantage, grantAt),
                server,
                Duration.ofMillis(millis),
                rooms.containsKey(vantage) ? OptionalInt.of(rooms.get(vantage)) : OptionalInt.empty(),
                BEGINNING + millis / 1000);
    }

    /// The word of one that has heard nothing of the log since that entry.
    Event.Observed deaf(RegionName vantage, Sight.Verdict verdict, long stableMillis, long seen) {
        Event.Observed word = word(vantage, verdict, stableMillis);
        Stamp stamp = word.stamp();
        return new Event.Observed(
                new Stamp(stamp.by(), stamp.incarnation(), stamp.sequence(), stamp.nanos(), seen),
                word.sights(),
                word.renewalSeen(),
                word.renewalAge(),
                word.grantAge(),
                word.server(),
                word.serverFor(),
                word.room(),
                word.wallSeconds());
    }

    /// From now on it says that it has capacity for so much of the load.
    Script room(RegionName region, int percent) {
        rooms.put(region, percent);
        return this;
    }

    private Duration age(RegionName vantage, long since) {
        return Duration.ofMillis(millis - Math.max(since, startedAt.getOrDefault(vantage, 0L)));
    }

    /// All of them find the holder silent, again and again, until `until`; silent since `since`.
    Script silence(long since, long until, RegionName... vantages) {
        for (long at = Math.max(millis, since); at <= until; at += 100) {
            at(at);
            for (RegionName vantage : vantages) {
                sees(vantage, Sight.Verdict.SILENT, at - since);
            }
        }
        return this;
    }

    /// All of them find the holder well, again and again, until `until`; the holder renews and speaks.
    Script calm(long until, RegionName... vantages) {
        for (long at = millis; at <= until; at += 500) {
            at(at);
            state().holder().ifPresent(holder -> renew(holder).say(word(holder, Sight.Verdict.UNKNOWN, 0)));
            for (RegionName vantage : vantages) {
                sees(vantage, Sight.Verdict.HEALTHY, at);
            }
        }
        return this;
    }

    Script renew(RegionName by) {
        return renew(by, policy.waitFor() > 0, OptionalLong.empty());
    }

    Script renew(RegionName by, boolean isProtected, OptionalLong fence) {
        return say(new Event.Renewed(stamp(by), state().epoch(), isProtected, fence));
    }

    Script promise(RegionName by, long position, OptionalLong heartbeat) {
        return promise(by, position, state().holdersClock(), heartbeat);
    }

    Script promise(RegionName by, long position, HoldersClock clock, OptionalLong heartbeat) {
        Optional<Beat> newest =
                heartbeat.stream().mapToObj(nanos -> new Beat(clock, nanos)).findFirst();
        return say(new Event.Promised(stamp(by), ballot(), position, newest));
    }

    Script promise(RegionName by, long position) {
        return promise(by, position, OptionalLong.empty());
    }

    Script claim(RegionName by, long ballot) {
        return say(new Event.Claimed(stamp(by), ballot, OptionalLong.empty()));
    }

    Script done(Duty duty) {
        return say(new Event.Fulfilled(stamp(duty.region()), duty));
    }

    /// Everything outstanding is done, whatever follows from that too.
    Script settle() {
        for (int i = 0; i < MOST_DUTIES && !outstanding().isEmpty(); i++) {
            done(outstanding().getFirst());
        }
        return this;
    }

    List<Duty> outstanding() {
        return Duties.outstanding(state(), policy);
    }

    long ballot() {
        return state().stage() instanceof State.Stage.Recovering recovering ? recovering.ballot() : -1;
    }

    Optional<RegionName> offered() {
        return state().stage() instanceof State.Stage.Recovering recovering
                ? recovering.offer().map(State.Offer::candidate)
                : Optional.empty();
    }

    // ---- what it reads like ----

    private void write(Event event) {
        if (last.reasons().isEmpty() && last.intents().isEmpty()) {
            return;
        }
        text.append(String.format(
                "%7.2fs  #%d %s %s%n",
                millis / 1e3,
                state().index(),
                event.stamp().by(),
                event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)));
        last.reasons()
                .forEach(reason -> text.append(
                        String.format("          %-9s %s%n", reason.rule().id(), Prose.sentence(reason))));
        last.intents().forEach(duty -> text.append(String.format("          → %s%n", duty.text())));
    }

    String text() {
        return text.toString();
    }
}
