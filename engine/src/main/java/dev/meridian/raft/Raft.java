package dev.meridian.raft;

import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// One member. It is told what arrives and what time it is, on its own monotonic clock, in nanoseconds; after each
/// of these [#work] says what is to be done.
///
/// | it is a | until | then |
/// |---|---|---|
/// | follower | nothing was heard of a leader for its patience | pre-candidate |
/// | pre-candidate | a majority would vote for it | candidate |
/// | | nobody did in time | pre-candidate anew |
/// | | a leader is heard, or a later term | follower |
/// | candidate | a majority has voted for it | leader |
/// | | nobody did in time | pre-candidate |
/// | | a leader of its term is heard, or a later term | follower |
/// | leader | it does not hear a majority for longer, or a later term | follower |
///
/// **Who is asked for a vote while it hears a leader says nothing** (§4.2.3, §6.2), so one that hears him badly
/// does not depose him; the asker goes on as a pre-candidate, whose questions change nothing anywhere (§9.6).
///
/// **Order instead of chance.** The thesis draws timeouts (§3.4). With votes that take 220 ms, drawn ones would
/// have to spread over a second. Here each one waits longer than the one before it in the order of
/// [Settings#members], the leader that fell silent left out, and whoever would vote for another one lets it go
/// first.
public final class Raft {
    private enum Role {
        FOLLOWER,
        PRE_CANDIDATE,
        CANDIDATE,
        LEADER
    }

    private final Settings settings;
    private final Log log;
    private final Outbox outbox = new Outbox();
    private final SequencedSet<RegionName> votes = new LinkedHashSet<>();
    private final Held held = new Held();
    private long term;
    private Optional<RegionName> votedFor;
    private Role role = Role.FOLLOWER;
    private Optional<RegionName> leader = Optional.empty();
    private long heardAt;
    private long actsAt;
    private long askedAt;
    private long commit;
    private long handedOut;
    private @Nullable Leading leading;

    /// @param saved what this member wrote down before it stopped
    /// @param now on the clock of all that follows
    public Raft(Settings settings, Saved saved, long now) {
        this.settings = settings;
        this.log = new Log(saved.snapshot(), saved.entries());
        term = saved.term();
        votedFor = saved.votedFor();
        commit = log.snapshot().index();
        handedOut = commit;
        // Nobody leads a log that never was.
        actsAt = now + (term == 0 ? settings.firstPatience() : settings.patience(leader));
    }

    /// Who leads, as far as this member knows. Never a ground to act on: a member that was paused still believes
    /// what it believed before.
    public Optional<RegionName> leader() {
        return leader;
    }

    public boolean isLeader() {
        return role == Role.LEADER;
    }

    public long term() {
        return term;
    }

    /// Up to where there are entries here.
    public long lastIndex() {
        return log.lastIndex();
    }

    /// When [#tick] has something to do if nothing comes before.
    public long wakesAt() {
        return leading == null ? actsAt : leading.wakesAt();
    }

    /// What is to be done by now; nothing of it is said again.
    public Work work() {
        List<Work.Committed> committed = new ArrayList<>();
        while (handedOut < commit) {
            handedOut++;
            committed.add(new Work.Committed(handedOut, log.entry(handedOut)));
        }
        return outbox.empty(log, committed);
    }

    /// Time passes.
    public void tick(long now) {
        if (leading == null) {
            if (now >= actsAt) {
                askWhetherToAsk(now);
            }
            return;
        }
        if (leading.hasMajority(now)) {
            leading.tick(now, commit);
            goOnHandingOver(leading, now);
        } else {
            follow(term, Optional.empty(), now);
        }
    }

    /// Takes this into the log, or sends it to whoever can; false if no leader is known, and then it certainly
    /// does not happen. Otherwise it may.
    ///
    /// @param ticket not 0, and not used before by this member
    public boolean propose(long ticket, Payload payload, long now) {
        Message.Propose proposal = new Message.Propose(settings.self(), term, ticket, payload);
        if (leading != null) {
            take(leading, proposal, now);
        } else if (leader.isPresent()) {
            outbox.letter(leader.get(), proposal);
        }
        return leader.isPresent();
    }

    /// Asks another member to lead, if this one does, as soon as that one has all entries; false if this one does
    /// not lead, is about to hand over already, or that one is not fit for it.
    public boolean handOver(RegionName to, long now) {
        if (leading == null || !leading.begins(to, now)) {
            return false;
        }
        goOnHandingOver(leading, now);
        return true;
    }

    /// Lets this state stand for all entries that were handed out so far, which must have been applied.
    public void compact(Payload state) {
        if (handedOut > log.snapshot().index()) {
            log.replaceBy(new Snapshot(handedOut, log.term(handedOut), state));
            outbox.snapshot();
        }
    }

    /// What another member says.
    public void receive(Message message, long now) {
        // A proposal of this member's may come back to it from one that was about to hand over.
        boolean isOwn = message.from().equals(settings.self()) && !(message instanceof Message.Propose);
        if (isOwn || !settings.members().contains(message.from())) {
            return;
        }
        boolean isQuestion = message instanceof Message.PreVote
                || (message instanceof Message.PreVoteAnswer answer && answer.isGranted());
        boolean isIgnored = message instanceof Message.RequestVote request && !request.isHandedOver() && isLed(now);
        if (message.term() > term && !isQuestion && !isIgnored) {
            follow(message.term(), Optional.empty(), now);
        }
        switch (message) {
            case Message.PreVote asked -> answer(asked, now);
            case Message.PreVoteAnswer answer -> count(answer, now);
            case Message.RequestVote request when !isIgnored -> vote(request, now);
            case Message.RequestVote _ -> {}
            case Message.RequestVoteAnswer answer -> count(answer, now);
            case Message.AppendEntries entries -> append(entries, now);
            case Message.InstallSnapshot sent -> install(sent, now);
            case Message.AppendEntriesAnswer answer -> advance(answer, now);
            case Message.TimeoutNow asked -> succeed(asked, now);
            case Message.Propose proposal -> {
                if (leading != null) {
                    take(leading, proposal, now);
                }
            }
        }
    }

    // ---- elections ----

    private boolean isLed(long now) {
        return role == Role.LEADER
                || (role == Role.FOLLOWER && leader.isPresent() && now - heardAt < settings.protectsLeader());
    }

    private void waitForALeader(long now) {
        actsAt = now + settings.patience(leader);
    }

    /// At the very first start the others may just not be there yet.
    private void awaitVotes(long now) {
        votes.clear();
        votes.add(settings.self());
        actsAt = now + (term == 0 ? settings.turn() + settings.firstPatience() : settings.patience(leader));
    }

    private void follow(long newTerm, Optional<RegionName> newLeader, long now) {
        if (newTerm > term) {
            term = newTerm;
            votedFor = Optional.empty();
            outbox.vote(term, votedFor);
        }
        role = Role.FOLLOWER;
        leading = null;
        leader = newLeader;
        waitForALeader(now);
        leader.ifPresent(next -> held.released().forEach(proposal -> outbox.letter(next, proposal)));
    }

    private void askWhetherToAsk(long now) {
        role = Role.PRE_CANDIDATE;
        askedAt = now;
        awaitVotes(now);
        toAll(new Message.PreVote(settings.self(), term + 1, log.lastIndex(), log.lastTerm()));
        if (votes.size() >= settings.majority()) {
            ask(now, false);
        }
    }

    private void ask(long now, boolean isHandedOver) {
        role = Role.CANDIDATE;
        term++;
        votedFor = Optional.of(settings.self());
        outbox.vote(term, votedFor);
        leader = Optional.empty();
        awaitVotes(now);
        toAll(new Message.RequestVote(settings.self(), term, log.lastIndex(), log.lastTerm(), isHandedOver));
        if (votes.size() >= settings.majority()) {
            lead(now);
        }
    }

    private void lead(long now) {
        role = Role.LEADER;
        leader = Optional.of(settings.self());
        Leading fresh = new Leading(settings, term, log, outbox, now);
        leading = fresh;
        append(fresh, Entry.opening(term, settings.self()), now);
    }

    private void answer(Message.PreVote asked, long now) {
        boolean isGranted = asked.term() > term
                && !isLed(now)
                && log.isReachedBy(asked.lastIndex(), asked.lastTerm())
                && !comesBefore(asked, now);
        if (isGranted) {
            // The asker's turn, for as long as its next question takes.
            actsAt = Math.max(actsAt, now + settings.turn());
            role = role == Role.PRE_CANDIDATE ? Role.FOLLOWER : role;
        }
        outbox.letter(
                asked.from(), new Message.PreVoteAnswer(settings.self(), isGranted ? asked.term() : term, isGranted));
    }

    /// Whether this member has just asked the same, is the first of the two, and would get the other's vote.
    private boolean comesBefore(Message.PreVote asked, long now) {
        return role == Role.PRE_CANDIDATE
                && now - askedAt < settings.turn()
                && settings.isBefore(asked.from())
                && asked.lastIndex() == log.lastIndex()
                && asked.lastTerm() == log.lastTerm();
    }

    private void count(Message.PreVoteAnswer answer, long now) {
        if (role == Role.PRE_CANDIDATE && answer.isGranted() && answer.term() == term + 1) {
            votes.add(answer.from());
            if (votes.size() >= settings.majority()) {
                ask(now, false);
            }
        }
    }

    private void vote(Message.RequestVote request, long now) {
        boolean isGranted = request.term() == term
                && (votedFor.isEmpty() || votedFor.get().equals(request.from()))
                && log.isReachedBy(request.lastIndex(), request.lastTerm());
        if (isGranted) {
            role = Role.FOLLOWER;
            votedFor = Optional.of(request.from());
            outbox.vote(term, votedFor);
            waitForALeader(now);
        }
        outbox.letter(request.from(), new Message.RequestVoteAnswer(settings.self(), term, isGranted));
    }

    private void count(Message.RequestVoteAnswer answer, long now) {
        if (role == Role.CANDIDATE && answer.isGranted() && answer.term() == term) {
            votes.add(answer.from());
            if (votes.size() >= settings.majority()) {
                lead(now);
            }
        }
    }

    private void succeed(Message.TimeoutNow asked, long now) {
        if (asked.term() == term && role == Role.FOLLOWER) {
            ask(now, true);
        }
    }

    private void toAll(Message message) {
        settings.others().forEach(other -> outbox.letter(other, message));
    }

    // ---- as a leader ----

    private void take(Leading mine, Message.Propose proposal, long now) {
        if (mine.handsOver(now)) {
            held.add(proposal);
        } else {
            append(mine, Entry.of(term, proposal), now);
        }
    }

    private void append(Leading mine, Entry entry, long now) {
        log.append(entry);
        outbox.appended(log.lastIndex());
        commitWhatAMajorityHas(mine);
        mine.spread(commit, now);
    }

    private void advance(Message.AppendEntriesAnswer answer, long now) {
        if (leading == null || answer.term() != term) {
            return;
        }
        leading.answered(answer, commit, now);
        if (commitWhatAMajorityHas(leading)) {
            leading.spread(commit, now);
        }
        goOnHandingOver(leading, now);
    }

    /// Only an entry of its own term; those before it come with it (§3.6.2).
    private boolean commitWhatAMajorityHas(Leading mine) {
        long reached = mine.reached();
        boolean isMore = reached > commit && log.term(reached) == term;
        if (isMore) {
            commit = reached;
        }
        return isMore;
    }

    private void goOnHandingOver(Leading mine, long now) {
        if (!mine.handsOver(now)) {
            held.released().forEach(proposal -> append(mine, Entry.of(term, proposal), now));
        }
    }

    // ---- as a follower ----

    private void append(Message.AppendEntries sent, long now) {
        if (!isFromTheLeader(sent, now)) {
            answer(sent.from(), false, sent.previousIndex(), commit);
        } else if (!log.has(sent.previousIndex(), sent.previousTerm())) {
            answer(sent.from(), false, sent.previousIndex(), Math.max(commit, log.mightAgreeAt(sent.previousIndex())));
        } else {
            log.put(sent.previousIndex(), sent.entries(), commit).ifPresent(outbox::appended);
            long reached = sent.previousIndex() + sent.entries().size();
            commit = Math.max(commit, Math.min(sent.commit(), reached));
            answer(sent.from(), true, sent.previousIndex(), reached);
        }
    }

    private boolean isFromTheLeader(Message sent, long now) {
        if (sent.term() < term || role == Role.LEADER) {
            return false;
        }
        follow(term, Optional.of(sent.from()), now);
        heardAt = now;
        return true;
    }

    private void install(Message.InstallSnapshot sent, long now) {
        if (!isFromTheLeader(sent, now)) {
            answer(sent.from(), false, sent.snapshot().index(), commit);
            return;
        }
        Snapshot snapshot = sent.snapshot();
        if (snapshot.index() > commit) {
            log.replaceBy(snapshot);
            commit = snapshot.index();
            handedOut = commit;
            outbox.snapshot();
            outbox.restored(snapshot);
        }
        answer(sent.from(), true, snapshot.index(), snapshot.index());
    }

    private void answer(RegionName to, boolean isAccepted, long previousIndex, long index) {
        outbox.letter(to, new Message.AppendEntriesAnswer(settings.self(), term, isAccepted, previousIndex, index));
    }
}
