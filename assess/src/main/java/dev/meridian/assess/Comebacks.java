package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the ways in which each store comes back, by kind of disruption, and chooses one of them.
///
/// A lost region takes with it all that has not left it. A lost zone takes less where the store spans zones; else
/// it is as bad as the region. Against corruption and a bad version replicas do not help, since they replicate the
/// damage: only a backup or a history does.
///
/// A store with several ways back has one for all promises about a disruption: the one that keeps most of them
/// ([WayChoice]).
final class Comebacks {
    private final Subject subject;
    private final Figures figures;
    private final Backups backups;
    private final Takeover takeover;
    private final LostZone lostZone;

    Comebacks(Subject subject) {
        this.subject = subject;
        this.figures = new Figures(subject);
        this.backups = new Backups(subject);
        this.takeover = new Takeover(subject);
        this.lostZone = new LostZone(subject, takeover);
    }

    /// Every way back that the file has, the usual one first.
    List<Comeback> ways(Store store, Promise.Disruption disruption) {
        return switch (disruption) {
            case REGION, ZONE -> lost(store, disruption, new LinkedHashSet<>());
            case CORRUPTION, BAD_DEPLOY -> List.of(damaged(store, new LinkedHashSet<>()));
            case PLANNED -> List.of(new PlannedMove(subject).of(store));
        };
    }

    private List<Comeback> lost(Store store, Promise.Disruption disruption, Set<String> asked) {
        List<Comeback> away = lostRegion(store, disruption, asked);
        return disruption == Promise.Disruption.ZONE ? lostZone.ways(store, away) : away;
    }

    private static String path(Store store, String key) {
        return "data." + store.name() + "." + key;
    }

    /// @param disruption what a source is judged by: the loss of the region, or of one zone of it
    /// @param asked stores whose way back leads here: a circle of replays brings nothing back
    private List<Comeback> lostRegion(Store store, Promise.Disruption disruption, Set<String> asked) {
        if (isDisposable(store)) {
            Term none =
                    figures.declared("declared disposable", Span.ZERO, "`disposable: true`", path(store, "disposable"));
            return List.of(new Comeback(Comeback.Way.STAYS, none, none, Comeback.Starts.ITSELF));
        }
        if (CoordinationStores.isOne(subject, store)) {
            return List.of(CoordinationStores.wayBack(subject, store, disruption));
        }
        if (Outcome.isUnknown(store) && store.members().size() > 1) {
            return List.of(unknown(store));
        }
        if (SecretRules.isCopiedBeside(subject, store)) {
            return List.of(copiedBeside(store));
        }
        Optional<Comeback> elected = takeover.byMajority(store);
        if (elected.isPresent()) {
            return List.of(elected.get());
        }
        List<Comeback> ways = new ArrayList<>();
        List<Votes> votes = Votes.of(store, subject.said(store));
        Optional<Votes> lost =
                votes.stream().filter(group -> group.fatal().isPresent()).findFirst();
        Optional<RegionName> successor = takeover.successor(store);
        if (lost.isEmpty()) {
            successor.ifPresent(region -> ways.add(takeover.by(store, region)));
        }
        if (ways.isEmpty() && lost.isEmpty()) {
            ownElsewhere(store, disruption, asked).ifPresent(ways::add);
        }
        if (ways.isEmpty() && lost.isEmpty()) {
            StandbyTarget.wayBack(subject, store).ifPresent(ways::add);
        }
        madeAgain(store, disruption, asked, false).ifPresent(ways::add);
        return ways.isEmpty() ? last(store, disruption, lost) : ways;
    }

    /// The ways of a store that no copy takes over for and that is made from no other one: a copy that leaves
    /// something out, a backup, or the return of the lost votes.
    private List<Comeback> last(Store store, Promise.Disruption disruption, Optional<Votes> lost) {
        List<Comeback> ways = new ArrayList<>();
        Comeback backup = disruption == Promise.Disruption.REGION ? backups.outside(store) : backups.elsewhere(store);
        Optional<Comeback> paired = PairedVault.wayBack(subject, store).filter(_ -> lost.isEmpty());
        if (backup.way() == Comeback.Way.LOST && paired.isPresent()) {
            return List.of(paired.get());
        }
        boolean waits = backup.way() == Comeback.Way.LOST && lost.isPresent();
        Optional<Comeback> partly = lost.isPresent()
                ? Optional.empty()
                : new PartialCopies(subject, store).wayBack().or(() -> StandbyTarget.partly(subject, store));
        partly.ifPresent(ways::add);
        if (partly.isEmpty() && backup.way() == Comeback.Way.LOST && !waits && Outcome.isUnknown(store)) {
            return List.of(unknown(store));
        }
        if (partly.isEmpty() || backup.way() != Comeback.Way.LOST) {
            ways.add(waits ? withoutQuorum(store, lost.get()) : backup);
        }
        return ways;
    }

    /// A store of which the file says that nobody knows how it is copied. One with a single member may be copied
    /// by something that the file does not have.
    private static Comeback unknown(Store store) {
        Term unknown = Term.unknown(
                "replication of `" + store.name() + "`",
                "the file says `replication: unknown`; find out how it is copied, and declare it",
                path(store, "replication.mode"));
        return new Comeback(Comeback.Way.PROMOTED, unknown, unknown, Comeback.Starts.CONTROL);
    }

    /// The loss of the majority, with the way back that the plan declares for it.
    private Comeback withoutQuorum(Store store, Votes votes) {
        return Optional.ofNullable(subject.blueprint().applications().get(store.application()))
                .filter(_ -> votes.without(votes.fatal().orElseThrow()) > 0)
                .flatMap(owner -> new Steps(subject, owner).promotionOfItsOwn(store))
                .map(step -> LostQuorum.restored(votes, figures, step, takeover.starts(store, Optional.empty())))
                .orElseGet(() -> LostQuorum.of(votes, figures));
    }

    /// Secrets that something outside the store copies: `security.secrets.replicate: true`.
    private Comeback copiedBeside(Store store) {
        Term there = figures.declared(
                "secrets are copied to each region", Span.ZERO, "`security.secrets.replicate: true`", SecretRules.ALL);
        Term loss = Term.unknown(
                "lag of the copies of `" + store.name() + "`",
                "secrets are copied, and nothing says how late; declare `" + path(store, "replication.lag") + "`",
                path(store, "replication"));
        return new Comeback(Comeback.Way.WRITABLE, there, loss, Comeback.Starts.ITSELF);
    }

    private boolean isDisposable(Store store) {
        return subject.value(path(store, "disposable")).equals(Optional.of("true"));
    }

    /// Each region has a store for itself. It serves where users are served already, and where its kind starts
    /// empty or is filled by another store; what the lost region had is lost.
    private Optional<Comeback> ownElsewhere(Store store, Promise.Disruption disruption, Set<String> asked) {
        boolean separate = store.replication().mode() == ReplicationMode.NONE
                && store.members().size() > 1;
        Optional<String> feed = OwnStores.feed(subject, store);
        boolean isCache = StoreContents.areDerived(subject, store)
                && !StoreContents.areSessions(subject, store)
                && subject.said(store).recover().rebuild().isEmpty();
        if (!(separate && (OwnStores.startsEmpty(store) || feed.isPresent() || servesElsewhere(store)))
                && !(isCache && store.members().size() > 1)) {
            return Optional.empty();
        }
        Term recovery = figures.declared(
                "each region has one for itself", Span.ZERO, "`replication: none`", path(store, "replication.mode"));
        Term loss = isCache
                ? recovery
                : feed.map(from -> fed(store, from, disruption, asked))
                        .or(() -> ofSource(store, disruption, asked))
                        .orElseGet(() -> lostWithItsRegion(store));
        return Optional.of(new Comeback(Comeback.Way.OWN_ELSEWHERE, recovery, loss, Comeback.Starts.ITSELF));
    }

    /// The loss of a store that is made again from another one: what it held is in its source.
    private Optional<Term> ofSource(Store store, Promise.Disruption disruption, Set<String> asked) {
        Storage.Recover recover = subject.said(store).recover();
        return recover.replay()
                .map(Storage.Replay::from)
                .or(() -> recover.rebuild().map(Storage.Rebuild::from))
                .filter(from -> subject.blueprint().stores().containsKey(from))
                .map(from -> {
                    Term loss = fed(store, from, disruption, asked);
                    return loss.named(loss.name().replaceFirst("^fed by", "made again from"));
                });
    }

    /// Sessions that end with their region are a loss only if the file says so, or says nothing else.
    private Term lostWithItsRegion(Store store) {
        Term loss = backups.elsewhere(store).loss();
        boolean sessions = subject.said(store).use().purposes().equals(List.of("sessions"));
        return sessions && loss.span().best().isEmpty()
                ? Figures.derived(
                        "sessions of the lost region, which are nowhere else",
                        Span.from(Duration.ZERO),
                        "they count as lost unless the file declares `disposable: true`",
                        path(store, "usedFor"))
                : loss;
    }

    /// The loss of a store that another store feeds is the loss of its source.
    private Term fed(Store store, String from, Promise.Disruption disruption, Set<String> asked) {
        Set<String> circle = new LinkedHashSet<>(asked);
        circle.add(store.name());
        if (circle.contains(from)) {
            return backups.elsewhere(store).loss();
        }
        Store source = subject.store(from);
        Term loss = WayChoice.of(subject, source, lost(source, disruption, circle), disruption)
                .loss();
        return loss.named("fed by `" + from + "`: " + loss.name());
    }

    private boolean servesElsewhere(Store store) {
        return subject.blueprint().applications().values().stream()
                .filter(application ->
                        store.application().isEmpty() || application.name().equals(store.application()))
                .anyMatch(application -> application.roles().entrySet().stream()
                        .anyMatch(role -> role.getValue() != Role.STANDBY
                                && !role.getKey().equals(store.writer())
                                && store.members().contains(role.getKey())));
    }

    private Comeback damaged(Store store, Set<String> asked) {
        if (isDisposable(store)) {
            return lostRegion(store, Promise.Disruption.REGION, asked).getFirst();
        }
        if (CoordinationStores.isOne(subject, store)) {
            return CoordinationStores.wayBack(subject, store, Promise.Disruption.CORRUPTION);
        }
        Comeback backup = backups.inPlace(store);
        if (backup.way() != Comeback.Way.LOST) {
            return backup;
        }
        if (RegionalKinds.carriesMessages(store.kind())) {
            Term none = Figures.none("messages are sent again, not restored");
            return new Comeback(Comeback.Way.STAYS, none, none, Comeback.Starts.ITSELF);
        }
        return madeAgain(store, Promise.Disruption.REGION, asked, true).orElseGet(() -> {
            Term none = figures.declared("filled again by use", Span.ZERO, "`usedFor` a copy", path(store, "usedFor"));
            return StoreContents.areDerived(subject, store)
                    ? new Comeback(Comeback.Way.MADE_AGAIN, none, none, Comeback.Starts.PEOPLE)
                    : unsaid(store).orElse(backup);
        });
    }

    private Optional<Comeback> unsaid(Store store) {
        DefaultBackups byDefault = new DefaultBackups(subject);
        return byDefault.areUnsaid(store) ? Optional.of(byDefault.unsaid(store)) : Optional.empty();
    }

    /// @param alone whether only this store is damaged, so that its source is there and whole
    private Optional<Comeback> madeAgain(Store store, Promise.Disruption disruption, Set<String> asked, boolean alone) {
        if (!asked.add(store.name())) {
            return Optional.empty();
        }
        Storage.Recover recover = subject.said(store).recover();
        Sources sources = new Sources(disruption, alone ? new LinkedHashSet<>() : asked);
        return recover.replay()
                .map(replay -> madeAgain(store, "recover.replay", replay.from(), replay.takes(), sources))
                .or(() -> recover.rebuild()
                        .map(rebuild -> madeAgain(store, "recover.rebuild", rebuild.from(), rebuild.takes(), sources)));
    }

    /// What happened to the sources of a store, and those that were asked already.
    ///
    /// @param asked empty where the source is there
    private record Sources(Promise.Disruption disruption, Set<String> asked) {}

    /// It loses all that its source loses, and it cannot begin before the source is back. A source without a
    /// majority has what was acknowledged, so nothing is lost, and everything waits for it.
    private Comeback madeAgain(Store store, String key, String from, Optional<Duration> takes, Sources sources) {
        String path = path(store, key + ".takes");
        Term made = takes.map(time -> figures.said("made again from " + from + " in " + text(time), path, time))
                .orElseGet(() -> Term.unknown("made again from " + from, "declare `" + path + "`", path));
        if (sources.asked().isEmpty()) {
            Term none = figures.declared("made again from " + from, Span.ZERO, "its source is whole", path(store, key));
            return new Comeback(Comeback.Way.MADE_AGAIN, made, none, Comeback.Starts.PEOPLE);
        }
        Store source = subject.store(from);
        Promise.Disruption disruption = sources.disruption();
        Comeback first = WayChoice.of(subject, source, lost(source, disruption, sources.asked()), disruption);
        Term recovery = after(first.recovery(), made);
        Term loss = first.loss().named(from + ": " + first.loss().name());
        boolean gone = first.loss().span().best().isEmpty()
                && (first.way() == Comeback.Way.LOST || first.way() == Comeback.Way.WITHOUT_QUORUM);
        return new Comeback(gone ? Comeback.Way.LOST : Comeback.Way.MADE_AGAIN, recovery, loss, Comeback.Starts.PEOPLE);
    }

    /// The time to make a store again once its source is back. Where both have no figure, both are named.
    private static Term after(Term source, Term made) {
        Span whole = source.span().plus(made.span());
        if (source.isNothing()) {
            return made;
        }
        if (source.isUnknown() && made.isUnknown()) {
            return new Term(
                    source.name() + ", " + made.name(),
                    whole,
                    made.basis(),
                    source.source() + "; " + made.source(),
                    made.path());
        }
        Term later = made.with(whole);
        return source.isUnknown()
                ? source.with(whole)
                : made.isUnknown() ? later : later.named(made.name() + ", after " + source.name());
    }
}
