package dev.meridian.agent;

import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Order;
import dev.meridian.engine.Reason;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.incident.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;

/// Where people's orders come in: read strictly, since an entry that the engine cannot apply would end every
/// agent, then proposed like any other entry. What would become of an order is asked of the engine itself, on the
/// state as far as it is known here, and of nothing else.
public final class OrderDesk {
    /// An election takes up to three seconds.
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final int LONGEST_TEXT = 2_000;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final AgentConfig config;
    private final Api.Parts parts;

    OrderDesk(AgentConfig config, Api.Parts parts) {
        this.config = config;
        this.parts = parts;
    }

    /// What somebody who brings an order is told.
    sealed interface Answer {}

    /// What became of an order: the entry that it is, and whether it was taken or refused; the event log has why.
    public record Given(long entry, boolean taken) implements Answer {}

    /// What would become of an order now.
    ///
    /// @param taken whether it would be taken
    /// @param why the reason if it would be refused; empty text otherwise
    /// @param instead what would have to be otherwise
    public record Judged(boolean taken, String why, String instead) implements Answer {}

    /// These bytes are no order.
    record NoOrder(String why) implements Answer {}

    /// No majority has taken it in in time; it may still come to that.
    record NoMajority() implements Answer {}

    /// Nobody led the log for all that time: it certainly was not taken in, and will not be.
    record NotProposed() implements Answer {}

    /// Proposes it and waits until a majority has it. One that was overtaken by a later entry of this agent counts
    /// for nothing (LOG-1), so what the engine would take is proposed anew.
    Answer give(byte[] body) {
        try {
            Order order = read(body);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            Answer answer = propose(order, PATIENCE);
            while (answer instanceof Given given
                    && !given.taken()
                    && judge(order).taken()
                    && System.nanoTime() - deadline < 0) {
                answer = propose(order, Duration.ofNanos(deadline - System.nanoTime()));
            }
            return answer;
        } catch (JacksonException | IllegalArgumentException e) {
            return new NoOrder(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NoMajority();
        }
    }

    /// While nobody leads the log an order is not in it: it is proposed again.
    private Answer propose(Order order, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Proposals.Sent sent = parts.proposals().send(stamp -> new Event.Ordered(stamp, order));
            Optional<Proposals.Outcome> outcome =
                    parts.proposals().await(sent, Duration.ofNanos(deadline - System.nanoTime()));
            if (outcome.isPresent()) {
                Replica.Answer answer = outcome.get().answer();
                return new Given(answer.index(), answer.accepted());
            }
            if (!sent.isNotProposed()) {
                return new NoMajority();
            }
            if (deadline - System.nanoTime() <= PAUSE.toNanos()) {
                return new NotProposed();
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    /// Touches nothing.
    Answer judge(byte[] body) {
        try {
            return judge(read(body));
        } catch (JacksonException | IllegalArgumentException e) {
            return new NoOrder(String.valueOf(e.getMessage()));
        }
    }

    private Judged judge(Order order) {
        State state = parts.replica().view().state();
        Stamp now = now(state, config, parts);
        return Engine.decide(state, new Event.Ordered(now, order), config.policy()).reasons().stream()
                .filter(Reason.OrderRefused.class::isInstance)
                .map(Reason.OrderRefused.class::cast)
                .findFirst()
                .map(refused -> new Judged(false, refused.why(), refused.instead()))
                .orElseGet(() -> new Judged(true, "", ""));
    }

    /// As if this agent spoke now.
    static Stamp now(State state, AgentConfig config, Api.Parts parts) {
        long sequence = Optional.ofNullable(state.clocks().get(config.region()))
                .map(Stamp::sequence)
                .orElse(0L);
        return new Stamp(config.region(), parts.incarnation(), sequence + 1, System.nanoTime(), state.index());
    }

    private static Order read(byte[] body) {
        if (body.length > Api.LARGEST_ORDER) {
            throw new IllegalArgumentException("an order has at most " + Api.LARGEST_ORDER + " bytes");
        }
        Order order = Wire.order(body);
        Order.Signature by = order.by();
        mustBeText("the actor", by.actor());
        mustBeText("the reason", by.reason());
        by.second().ifPresent(second -> mustBeText("who approved it", second));
        mustBeWithin("how long it is in force", Duration.ofMillis(1), by.expires());
        if (order instanceof Order.AcceptLoss accept && !accept.isOfAny()) {
            mustBeWithin("the loss", Duration.ZERO, accept.most());
        }
        return order;
    }

    private static void mustBeText(String what, String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(what + " is a text of 1 to " + LONGEST_TEXT + " characters");
        }
    }

    private static void mustBeWithin(String what, Duration least, Duration duration) {
        if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " is between " + least.toMillis() + " ms and " + LONGEST.toDays() + " days");
        }
    }
}
