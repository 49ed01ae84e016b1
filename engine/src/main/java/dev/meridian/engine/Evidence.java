package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// What the vantages say, as it counts at one entry: nothing that is too old on the clock of whoever speaks now.
///
/// Nobody's clock says when somebody else's word was spoken. The speaker's own stamps enclose it: the word is not
/// older than the speaker's last entry before it, but for the time that the word was under way, and surely not
/// younger than the speaker's first entry that had seen it. One that only stands behind it in the log proves
/// nothing: it may have been said before, and have waited for a leader. A speaker that has just started, or was
/// away, cannot tell; and whoever cannot tell gives no ground to act: a word of unknown age is neither evidence of
/// silence nor a sign that its author is gone.
record Evidence(State state, Stamp now, Rules rules) {
    Policy policy() {
        return rules.policy();
    }

    /// A vantage that finds a region silent, with its whole word.
    record Silence(Sight sight, Event.Observed word) {}

    /// How a word's age compares with the policy's freshness.
    enum Age {
        /// Surely young enough.
        FRESH,
        /// The speaker cannot tell.
        UNCERTAIN,
        /// Surely too old, or there never was a word.
        GONE
    }

    /// How many vantages have to agree about a region.
    int quorum(RegionName region) {
        return rules.have(Guard.QUORUM) ? policy().vantageQuorum(region) : 1;
    }

    /// Vantages outside the suspect whose newest word, however old, finds it silent.
    SequencedMap<RegionName, Silence> saidSilent(RegionName suspect) {
        SequencedMap<RegionName, Silence> silent = new LinkedHashMap<>();
        for (RegionName vantage : policy().voters()) {
            State.Word word = state.vantages().get(vantage);
            if (word == null || vantage.equals(suspect)) {
                continue;
            }
            Optional<Sight> sight = word.observed().sight(suspect, Sight.Verdict.SILENT);
            if (sight.isPresent()) {
                silent.put(vantage, new Silence(sight.get(), word.observed()));
            }
        }
        return silent;
    }

    /// Those of them whose word has this age.
    SequencedMap<RegionName, Silence> ofAge(SequencedMap<RegionName, Silence> silent, Age age) {
        if (silent.isEmpty()) {
            return silent;
        }
        SequencedMap<RegionName, Silence> some = new LinkedHashMap<>();
        silent.forEach((vantage, silence) -> {
            if (age(vantage) == age) {
                some.put(vantage, silence);
            }
        });
        return some;
    }

    /// Vantages outside it whose fresh word gives it this verdict.
    List<RegionName> finding(Sight.Verdict verdict, RegionName subject) {
        List<RegionName> found = new ArrayList<>();
        for (RegionName vantage : policy().voters()) {
            State.Word word = state.vantages().get(vantage);
            boolean finds = word != null
                    && !vantage.equals(subject)
                    && word.observed().sight(subject, verdict).isPresent()
                    && age(vantage) == Age.FRESH;
            if (finds) {
                found.add(vantage);
            }
        }
        return found;
    }

    /// How many vantages outside it are surely, or perhaps, heard of.
    int heardOutside(RegionName subject) {
        int count = 0;
        for (RegionName vantage : policy().voters()) {
            count += !vantage.equals(subject) && age(vantage) != Age.GONE ? 1 : 0;
        }
        return count;
    }

    /// How many of them ever said anything.
    int everHeardOutside(RegionName subject) {
        int count = 0;
        for (RegionName vantage : policy().voters()) {
            count += !vantage.equals(subject) && state.vantages().containsKey(vantage) ? 1 : 0;
        }
        return count;
    }

    /// The age of somebody's newest word on the clock of whoever speaks now; `GONE` too for whoever speaks and
    /// hears nothing.
    Age age(RegionName vantage) {
        State.Word word = state.vantages().get(vantage);
        if (word == null || isDeaf(word)) {
            return Age.GONE;
        }
        return said(word);
    }

    /// Whether its newest word may be young, though it hears nobody itself.
    boolean mayHaveSpoken(RegionName vantage) {
        State.Word word = state.vantages().get(vantage);
        return word != null && said(word) != Age.GONE;
    }

    private Age said(State.Word word) {
        return rules.have(Guard.FRESHNESS) ? age(word.said(), policy().freshness()) : Age.FRESH;
    }

    /// Whether its author hears nothing of the log, though it is heard: a link may carry one way only. It does
    /// nothing that it is asked for, and finds everybody silent.
    ///
    /// By its newest word, which is fresh, it lacks an entry that the speaker has known for twice the freshness.
    /// The speaker has heard of one entry after the other all the time: while the log stands still nobody hears
    /// anything, and what was said meanwhile comes all at once when it goes on.
    private boolean isDeaf(State.Word word) {
        return !word.hearsOn()
                && rules.have(Guard.HEARING)
                && said(word) == Age.FRESH
                && age(word.heard(), deafAfter()) == Age.GONE
                && speakerHears();
    }

    private Duration deafAfter() {
        return policy().freshness().plus(policy().freshness());
    }

    private boolean speakerHears() {
        State.Word own = state.vantages().get(now.by());
        return own != null
                && isMine(own.observed().stamp())
                && now.nanos() - own.hearing().last() <= policy().freshness().toNanos()
                && now.nanos() - own.hearing().since() > deafAfter().toNanos();
    }

    /// How an instant's age compares with a limit: `FRESH` if it is surely no older, `GONE` if it surely is.
    Age age(Moment then, Duration limit) {
        Stamp before = then.clocks().get(now.by());
        if (before != null && isMine(before) && since(before).compareTo(limit) <= 0) {
            return Age.FRESH;
        }
        Stamp after = then.after().get(now.by());
        return after != null && isMine(after) && since(after).compareTo(limit) > 0 ? Age.GONE : Age.UNCERTAIN;
    }

    /// Whether its newest word may be younger than this, or a little older; of whoever hears nothing the newest
    /// that had heard something.
    boolean fellSilentWithin(RegionName vantage, Duration window) {
        State.Word word = state.vantages().get(vantage);
        return word != null && age(isDeaf(word) ? word.heard() : word.said(), window) != Age.GONE;
    }

    /// Whether it says that there is capacity for as much of the load as is asked for; what nobody says is none.
    boolean hasRoom(RegionName member) {
        return policy().room().isEmpty() || (age(member) == Age.FRESH && saidRoom(member));
    }

    /// The same of its newest word, however old.
    boolean saidRoom(RegionName member) {
        OptionalInt room = word(member).map(Event.Observed::room).orElse(OptionalInt.empty());
        return policy().room().isEmpty() || room.orElse(0) >= policy().room().getAsInt();
    }

    /// Whether an order that enables something is surely still in force.
    boolean enables(State.Standing standing) {
        return !rules.have(Guard.EXPIRY)
                || age(standing.given(), standing.order().by().expires()) == Age.FRESH;
    }

    /// Whether an order that enables something is not surely over.
    boolean mayEnable(State.Standing standing) {
        return enables(standing) || prevents(standing);
    }

    /// Whether an order that holds something back may still be in force.
    boolean prevents(State.Standing standing) {
        return age(standing.given(), standing.order().by().expires()) != Age.GONE;
    }

    /// Whether this start of the speaker's agent set that stamp: only then its clock tells anything.
    private boolean isMine(Stamp then) {
        return then.incarnation() == now.incarnation() || !rules.have(Guard.OWN_CLOCK);
    }

    /// By how much the speaker's clock has advanced since its stamp.
    private Duration since(Stamp then) {
        return Duration.ofNanos(now.nanos() - then.nanos());
    }

    /// Whether somebody's newest word says that its database is a running standby; old words count as well.
    boolean saidStandby(RegionName member) {
        return said(member, ServerState.STANDBY);
    }

    /// The same of one that serves as the primary.
    boolean saidPrimary(RegionName member) {
        return said(member, ServerState.PRIMARY);
    }

    private boolean said(RegionName member, ServerState server) {
        return word(member).map(word -> word.server() == server).orElse(false);
    }

    /// Whether it is surely gone, or without a running standby by its newest word: it cannot take the role as
    /// things are.
    boolean isLost(RegionName member) {
        return age(member) == Age.GONE || !saidStandby(member);
    }

    Optional<Event.Observed> word(RegionName vantage) {
        return Optional.ofNullable(state.vantages().get(vantage)).map(State.Word::observed);
    }

    /// How long the `needed`-th most patient vantage has found it silent.
    static Duration stability(SequencedMap<RegionName, Silence> silent, int needed) {
        List<Duration> stable = new ArrayList<>(silent.size());
        for (Silence each : silent.values()) {
            stable.add(each.sight().stableFor());
        }
        stable.sort(Comparator.reverseOrder());
        return needed <= stable.size() ? stable.get(needed - 1) : Duration.ZERO;
    }

    /// How long the newest renewal is ago at least, by the word of the `needed` who have waited for it longest;
    /// empty if fewer than that know of no newer one. Whoever else says that it is young may err: by the word of
    /// one alone a region would be taken for alive for as long as that one speaks.
    Optional<Duration> renewalAge(SequencedMap<RegionName, Silence> silent, int needed) {
        List<Duration> ages = new ArrayList<>(silent.size());
        for (Silence each : silent.values()) {
            if (each.word().renewalSeen() == newestRenewal()) {
                ages.add(each.word().renewalAge());
            }
        }
        ages.sort(Comparator.reverseOrder());
        return needed <= ages.size() ? Optional.of(ages.get(needed - 1)) : Optional.empty();
    }

    /// How long the newest renewal is surely ago. A vantage saw it no earlier than the holder proposed it, and
    /// every later one would stand in the log before the claim, so the word of one that does not err is enough;
    /// as many as may err are not believed.
    Duration waited(RegionName suspect) {
        List<Duration> ages = new ArrayList<>();
        for (RegionName vantage : policy().voters()) {
            State.Word word = state.vantages().get(vantage);
            if (word == null || vantage.equals(suspect)) {
                continue;
            }
            if (word.observed().renewalSeen() == newestRenewal() || !rules.have(Guard.NEWEST_RENEWAL)) {
                ages.add(word.observed().renewalAge());
            }
        }
        return believed(ages, suspect);
    }

    /// How long an instant of the log is surely ago. Whoever had seen its entry said so no earlier than it was
    /// made, and has counted on its own clock since; as many as may err are not believed.
    Duration sinceSeen(Moment then, RegionName suspect) {
        List<Duration> ages = new ArrayList<>();
        for (RegionName vantage : policy().voters()) {
            Stamp first = then.after().get(vantage);
            Stamp newest = state.clocks().get(vantage);
            if (vantage.equals(suspect) || first == null || newest == null) {
                continue;
            }
            if (newest.incarnation() == first.incarnation() || !rules.have(Guard.OWN_CLOCK)) {
                ages.add(Duration.ofNanos(newest.nanos() - first.nanos()));
            }
        }
        return believed(ages, suspect);
    }

    /// How long ago the role moved last, at least; empty if it never did. Every vantage that has seen a renewal
    /// under the grant has seen the grant, no earlier than it was made, so the longest of their waits is still too
    /// short and never too long. An agent that has just started again remembers only a short one, and costs
    /// nothing. The newest renewal is not asked for: who renews looks at a time at which nobody can have seen it.
    Optional<Duration> sinceLastMove(SequencedMap<RegionName, Silence> silent, RegionName suspect) {
        if (state.grant().flatMap(State.Grant::from).isEmpty()) {
            return Optional.empty();
        }
        List<Duration> ages = new ArrayList<>();
        for (Silence each : silent.values()) {
            if (each.word().renewalSeen() >= state.epoch().number()) {
                ages.add(each.word().grantAge());
            }
        }
        return Optional.of(believed(ages, suspect));
    }

    /// The longest age that somebody who does not err has told; none if only those have told one who all may.
    private Duration believed(List<Duration> ages, RegionName suspect) {
        int erring = rules.have(Guard.WITNESSES) ? policy().toleratedFaultyObservers(suspect) : 0;
        ages.sort(Comparator.reverseOrder());
        return erring < ages.size() ? ages.get(erring) : Duration.ZERO;
    }

    private long newestRenewal() {
        return state.renewal().map(Renewal::index).orElse(0L);
    }
}
