package dev.meridian.engine;

import dev.meridian.bounds.Loss;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// All that the engine knows about one application. A value: the same log gives the same state on every machine.
///
/// ```
///            Claimed(0) by home
///   Vacant ─────────────────────▶ Steady ◀──────────────┐
///                                  │  ▲                 │ Claimed by the candidate that was offered the role:
///        the holder is silent for  │  │ the holder      │ the entry is the grant, its number the epoch
///        a quorum of vantages, for │  │ renewed (abort),│
///        `hold`, without renewals; │  │ or the order is │
///        or a person ordered it    ▼  │ dropped         │
///                               Recovering ─────────────┘
///                               promises · catching up · lease wait · loss gate, in any order, all;
///                               an offer to a candidate that is no longer heard of is withdrawn and made anew
/// ```
///
/// @param index the number of entries applied
/// @param stage where in the picture
/// @param grant the newest grant
/// @param renewal the newest accepted renewal of that grant
/// @param heard what each agent said last
/// @param reached which grant has reached whom
/// @param orders what people ordered and is still in force, by the number of its entry
/// @param marks what has been done once and is not done again
public record State(
        long index,
        Stage stage,
        Optional<Grant> grant,
        Optional<Renewal> renewal,
        Heard heard,
        Reached reached,
        SequencedMap<Long, Standing> orders,
        Marks marks) {
    /// Before the first entry.
    public static final State INITIAL = new State(
            0,
            new Stage.Vacant(),
            Optional.empty(),
            Optional.empty(),
            new Heard(Frozen.of(), Frozen.of()),
            new Reached(Frozen.of(), Frozen.of()),
            Frozen.of(),
            Marks.NONE);

    public State {
        orders = Frozen.of(orders);
    }

    /// Where in the life of a grant.
    public sealed interface Stage {
        /// Nobody has ever held the role.
        record Vacant() implements Stage {}

        /// Somebody holds it.
        record Steady() implements Stage {
            /// All that there are: it says nothing more.
            static final Steady ONE = new Steady();
        }

        /// Its holder is taken for lost; survivors are asked to promise.
        ///
        /// @param ballot the number of the entry that opened the recovery
        /// @param suspect the holder that fell silent
        /// @param likeliest from whom the other survivors receive after their promise, chosen at the beginning
        ///     and kept; it receives itself from survivors, to have what they have
        /// @param deputy who receives from survivors in its place, where it cannot take the role any more
        /// @param promises who has promised, and its position
        /// @param patience how old the holder's newest renewal becomes before the likeliest candidate is no
        ///     longer waited for, once there was a reason to wait for it
        /// @param offer who may claim the role, once every gate is passed
        /// @param handover the order that it follows; empty if the holder was found silent
        record Recovering(
                long ballot,
                RegionName suspect,
                Optional<RegionName> likeliest,
                Optional<RegionName> deputy,
                SequencedMap<RegionName, Event.Promised> promises,
                Optional<Duration> patience,
                Optional<Offer> offer,
                Optional<Handover> handover)
                implements Stage {
            public Recovering {
                promises = Frozen.of(promises);
            }

            /// One that has just begun.
            static Recovering from(
                    long ballot, RegionName suspect, Optional<RegionName> likeliest, Optional<Handover> handover) {
                return new Recovering(
                        ballot,
                        suspect,
                        likeliest,
                        Optional.empty(),
                        Frozen.of(),
                        Optional.empty(),
                        Optional.empty(),
                        handover);
            }

            /// A promise counts in place of an earlier one of the same region.
            Recovering withPromise(Event.Promised promised) {
                return new Recovering(
                        ballot,
                        suspect,
                        likeliest,
                        deputy,
                        Frozen.with(promises, promised.stamp().by(), promised),
                        patience,
                        offer,
                        handover);
            }

            Recovering withOffer(Optional<Offer> next) {
                return new Recovering(ballot, suspect, likeliest, deputy, promises, patience, next, handover);
            }

            Recovering withPatience(Duration until) {
                return new Recovering(
                        ballot, suspect, likeliest, deputy, promises, Optional.of(until), offer, handover);
            }

            Recovering withHandover(Optional<Handover> next) {
                return new Recovering(ballot, suspect, likeliest, deputy, promises, patience, offer, next);
            }

            /// It is waited for anew.
            Recovering withDeputy(RegionName next) {
                return new Recovering(
                        ballot, suspect, likeliest, Optional.of(next), promises, Optional.empty(), offer, handover);
            }

            /// Who receives from survivors, to have what they have.
            Optional<RegionName> fetcher() {
                return deputy.or(() -> likeliest);
            }

            /// Whether a person ordered it and the old side has not stopped yet.
            public boolean isYielding() {
                return handover.filter(Handover::isYielding).isPresent();
            }

            /// The last position of the old side, if it has stopped by itself and told it.
            public OptionalLong yielded() {
                return handover.flatMap(Handover::receipt)
                        .map(receipt -> OptionalLong.of(receipt.position()))
                        .orElse(OptionalLong.empty());
            }

            /// The most advanced promise, if the one that receives from survivors has promised and lacks some of
            /// it.
            Optional<Event.Promised> aheadOfFetcher() {
                return fetcher()
                        .flatMap(region -> Optional.ofNullable(promises.get(region)))
                        .flatMap(its -> promises.values().stream()
                                .filter(other -> other.position() > its.position())
                                .max(Comparator.comparingLong(Event.Promised::position)));
            }
        }
    }

    /// An order that goes on being in force.
    public record Standing(Order order, Moment given) {
        Standing heardBy(Stamp stamp) {
            return given.isFirstAfter(stamp) ? new Standing(order, given.heardBy(stamp)) : this;
        }
    }

    /// The role may be claimed by `candidate`, at the price of `loss`, since `fence` keeps the old side from
    /// writing.
    ///
    /// @param made when: what a person allows for a while was surely allowed then
    public record Offer(RegionName candidate, Loss loss, Fence fence, Moment made) {}

    /// A grant of the role.
    ///
    /// @param epoch the number of the entry that granted it
    /// @param holder who writes
    /// @param from who wrote before, if anybody
    /// @param loss the bound that the promotion was allowed with
    /// @param accepting whether the holder is known to accept writes
    /// @param lineage members whose copy is known to be an earlier state of the holder's: they may
    ///     follow at once, the others need a new copy
    public record Grant(
            Epoch epoch,
            RegionName holder,
            Optional<RegionName> from,
            Loss loss,
            boolean accepting,
            List<RegionName> lineage) {
        public Grant {
            lineage = List.copyOf(lineage);
        }

        Grant nowAccepting() {
            return new Grant(epoch, holder, from, loss, true, lineage);
        }

        Grant withKin(RegionName member) {
            if (lineage.contains(member)) {
                return this;
            }
            List<RegionName> more = new ArrayList<>(lineage);
            more.add(member);
            return new Grant(epoch, holder, from, loss, accepting, more);
        }
    }

    /// An agent's newest word.
    ///
    /// @param said when it came
    /// @param heard when the newest of its words came that had seen more of the log than the one before
    /// @param hearing for how long it has heard
    public record Word(Event.Observed observed, Moment said, Moment heard, Hearing hearing) {
        /// One that comes now, after another one of the same agent if it ever said anything.
        ///
        /// @param gap whoever hears nothing for longer has not heard without a gap
        static Word said(Event.Observed observed, Moment now, Optional<Word> before, Duration gap) {
            Stamp stamp = observed.stamp();
            if (before.isEmpty() || before.get().observed().stamp().incarnation() != stamp.incarnation()) {
                return new Word(observed, now, now, new Hearing(stamp.nanos(), stamp.nanos()));
            }
            Word last = before.get();
            return last.observed().stamp().seen() >= stamp.seen()
                    ? new Word(observed, now, last.heard(), last.hearing())
                    : new Word(observed, now, now, last.hearing().on(stamp.nanos(), gap));
        }

        Word heardBy(Stamp stamp) {
            boolean isNews = said.isFirstAfter(stamp) || heard.isFirstAfter(stamp);
            return isNews ? dated(stamp) : this;
        }

        private Word dated(Stamp stamp) {
            Moment later = said.heardBy(stamp);
            return new Word(observed, later, hearsOn() ? later : heard.heardBy(stamp), hearing);
        }

        /// Whether it had seen more of the log than the word before it.
        boolean hearsOn() {
            return said.index() == heard.index();
        }
    }

    /// Since when an agent has heard more and more of the log without a gap, and when it did last, on its own
    /// clock.
    public record Hearing(long since, long last) {
        Hearing on(long nanos, Duration gap) {
            return new Hearing(nanos - last > gap.toNanos() ? nanos : since, nanos);
        }
    }

    /// The epoch in force; [Epoch#NONE] before the first grant.
    public Epoch epoch() {
        return grant.isPresent() ? grant.get().epoch() : Epoch.NONE;
    }

    /// Whether it has an entry of this start of an agent: all that an earlier one said is known then.
    public boolean knows(Stamp now) {
        Stamp newest = clocks().get(now.by());
        return newest != null && newest.incarnation() == now.incarnation();
    }

    /// Who holds the role.
    public Optional<RegionName> holder() {
        return grant.map(Grant::holder);
    }

    /// Whether its holder accepts writes under it.
    public boolean isAccepting() {
        return grant.isPresent() && grant.get().accepting();
    }

    /// Each agent's newest word.
    public SequencedMap<RegionName, Word> vantages() {
        return heard.vantages();
    }

    /// Each agent's newest stamp.
    public SequencedMap<RegionName, Stamp> clocks() {
        return heard.clocks();
    }

    /// Which epoch's primary each member is known to follow.
    public SequencedMap<RegionName, Epoch> follows() {
        return reached.follows();
    }

    /// Which grant the users of each region are sent to.
    public SequencedMap<RegionName, Epoch> routes() {
        return reached.routes();
    }

    /// The rule that held a move back last.
    public String held() {
        return marks.held();
    }

    /// An entry that says nothing new: whoever repeats itself has not spoken.
    State counted() {
        return new State(index + 1, stage, grant, renewal, heard, reached, orders, marks);
    }

    State withIndex(long next, Stamp stamp) {
        Stage aged = stage instanceof Stage.Recovering away && away.handover().isPresent()
                ? away.withHandover(away.handover().map(order -> order.heardBy(stamp)))
                : stage;
        SequencedMap<Long, Standing> dated =
                orders.isEmpty() ? orders : Frozen.replaced(orders, order -> order.heardBy(stamp));
        return new State(next, aged, grant, renewal, heard.with(stamp), reached, dated, marks);
    }

    /// Whether the holder is asked to stop for a move, or has stopped for it.
    public boolean isHandedOver() {
        return stage instanceof Stage.Recovering away && away.handover().isPresent();
    }

    /// Which clock the newest renewal was dated with.
    public HoldersClock holdersClock() {
        return new HoldersClock(epoch(), renewal.map(Renewal::clock).orElse(0L));
    }

    /// Whether the same is outstanding as in another state: all that duties follow from is the same.
    public boolean isAsFarAs(State other) {
        return Objects.equals(stage, other.stage)
                && Objects.equals(grant, other.grant)
                && Objects.equals(reached, other.reached)
                && Objects.equals(marks.undertaking(), other.marks.undertaking());
    }

    State withStage(Stage next) {
        return new State(index, next, grant, renewal, heard, reached, orders, marks);
    }

    State withGrant(Grant next) {
        return new State(index, stage, Optional.of(next), renewal, heard, reached, orders, marks);
    }

    State withRenewal(Renewal next) {
        return new State(index, stage, grant, Optional.of(next), heard, reached, orders, marks);
    }

    State withWord(RegionName vantage, Word word) {
        return new State(index, stage, grant, renewal, heard.with(vantage, word), reached, orders, marks);
    }

    State withFollows(RegionName member, Epoch epoch) {
        return with(reached.withFollows(member, epoch));
    }

    State withRoute(RegionName region, Epoch epoch) {
        return with(reached.withRoute(region, epoch));
    }

    State withOrders(SequencedMap<Long, Standing> next) {
        return new State(index, stage, grant, renewal, heard, reached, next, marks);
    }

    State withHeld(String rule) {
        return rule.equals(marks.held()) ? this : with(marks.withHeld(rule));
    }

    State withSilenceSeen(boolean isSeen) {
        return isSeen == marks.silenceSeen() ? this : with(marks.withSilenceSeen(isSeen));
    }

    State withReturned(Epoch from) {
        return with(marks.withReturned(from));
    }

    State withUndertaking(Undertaking next) {
        return next.equals(marks.undertaking()) ? this : with(marks.withUndertaking(next));
    }

    State withTooDear(TooDear told) {
        return marks.tooDear().filter(told::equals).isPresent() ? this : with(marks.withTooDear(told));
    }

    private State with(Reached next) {
        return new State(index, stage, grant, renewal, heard, next, orders, marks);
    }

    private State with(Marks next) {
        return new State(index, stage, grant, renewal, heard, reached, orders, next);
    }
}
