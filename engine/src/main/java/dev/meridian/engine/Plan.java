package dev.meridian.engine;

import dev.meridian.blueprint.MovePhase;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A move as the steps that it takes, before anything is touched: what a person reads and approves. Its hash goes
/// with the order, and the engine refuses an order whose plan is not the one that it would follow.
///
/// The engine does not run down this list: each step is a duty or a gate that follows from the state, so that a
/// crash anywhere forgets nothing. What the plan says about their order is a law of the simulated world.
///
/// @param application whose role
/// @param from who holds it
/// @param to where it goes
/// @param variant how the old side is stopped
/// @param steps every one, each after those that it names
public record Plan(String application, RegionName from, RegionName to, Order.Variant variant, List<Plan.Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /// One step.
    ///
    /// @param id `promote:eu-west-1`
    /// @param region where it runs; empty for what the log decides
    /// @param what happens
    /// @param after the steps that have to be done before it
    /// @param done how it is known to be done
    /// @param undo what takes it back, if anything does; a step without it is beyond the point of no return
    /// @param most how long it may take before somebody should look, where that is known
    /// @param ifHeard whether it is left out for a region that is not heard of
    public record Step(
            String id,
            Optional<RegionName> region,
            String what,
            List<String> after,
            String done,
            Optional<String> undo,
            Optional<Duration> most,
            boolean ifHeard) {
        public Step {
            after = List.copyOf(after);
        }
    }

    /// The plan of a move.
    public static Plan of(Policy policy, RegionName from, RegionName to, Order.Variant variant) {
        List<Step> steps = new ArrayList<>();
        boolean isGraceful = variant == Order.Variant.GRACEFUL;
        PlannedSteps added = new PlannedSteps(Added.of(policy, to, variant), to, variant);
        String stop = isGraceful ? id("yield", from) : "lease";
        steps.add(
                gate("observe", List.of(), to + " follows and is heard of", "ORDER-1", Optional.of("nothing to undo")));
        steps.addAll(added.beforeStop(stop));
        steps.add(isGraceful ? yielding(from, added.holdingUpStop()) : leaseWait(policy, from));
        unfenced(policy, from, stop, steps);
        promises(policy, from, isGraceful ? stop : "observe", steps);
        steps.addAll(added.beforeOffer(stop));
        List<String> beforeOffer = new ArrayList<>(List.of(id("promise", to)));
        beforeOffer.addAll(added.holdingUp(MovePhase.PROMOTE));
        if (!isGraceful) {
            beforeOffer.add("lease");
        }
        policy.unfenced().forEach(store -> beforeOffer.add(unfenced(store)));
        steps.add(gate(
                "offer",
                beforeOffer,
                "the loss is within " + Durations.text(policy.maxLoss()) + ", or accepted",
                "MOVE-4",
                Optional.of("the offer is withdrawn")));
        steps.add(gate(
                id("claim", to),
                List.of("offer"),
                "the role is " + to + "'s: no way back",
                "ROLE-2",
                Optional.empty()));
        steps.add(promotion(to));
        follows(policy, from, to, isGraceful, steps);
        steps.addAll(added.beforeRoute(stop));
        routes(policy, to, added.holdingUp(MovePhase.ROUTE), steps);
        steps.addAll(added.atTheEnd(stop));
        return new Plan(policy.application(), from, to, variant, steps);
    }

    private static Step promotion(RegionName to) {
        return new Step(
                id("promote", to),
                Optional.of(to),
                "put the synchronous set in force, then accept writes",
                List.of(id("claim", to)),
                "it is observed to accept them (DUTY-1)",
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Step yielding(RegionName from, List<String> added) {
        return new Step(
                id("yield", from),
                Optional.of(from),
                "stop accepting writes, send the standbys the last of the log, stop",
                Stream.concat(Stream.of("observe"), added.stream()).toList(),
                "its last position is in the log (MOVE-7)",
                Optional.of("the role is given back to " + from),
                Optional.empty(),
                false);
    }

    private static Step leaseWait(Policy policy, RegionName from) {
        return new Step(
                "lease",
                Optional.empty(),
                from + "'s renewals are refused; its lease runs out and its watchdog stops it",
                List.of("observe"),
                "the newest renewal is older than the wait (LEASE-2)",
                Optional.of("its next renewal is accepted again"),
                Optional.of(policy.lease().challengerWait()),
                false);
    }

    /// Where nobody checks an epoch there is only the bound that the file declares, and the role is not offered
    /// before it has passed.
    private static void unfenced(Policy policy, RegionName from, String stop, List<Step> steps) {
        for (String store : policy.unfenced()) {
            steps.add(new Step(
                    unfenced(store),
                    Optional.empty(),
                    "nobody checks an epoch at `" + store + "`: what " + from + " still writes there has to end within "
                            + Durations.text(policy.lease().fence()) + " (failover.fence.within)",
                    List.of(stop),
                    "so much time has passed since it stopped (LEASE-5); the wait for a lease has it in it (LEASE-2)",
                    Optional.of("nothing to undo"),
                    Optional.of(policy.lease().fence()),
                    false));
        }
    }

    private static void promises(Policy policy, RegionName from, String after, List<Step> steps) {
        for (RegionName member : policy.members()) {
            if (!member.equals(from)) {
                steps.add(new Step(
                        id("promise", member),
                        Optional.of(member),
                        "record the order, stop receiving, tell the position",
                        List.of(after),
                        "its position is in the log (PROMISE-1)",
                        Optional.of("it follows again"),
                        Optional.empty(),
                        true));
            }
        }
    }

    private static void follows(Policy policy, RegionName from, RegionName to, boolean isGraceful, List<Step> steps) {
        for (RegionName member : policy.members()) {
            if (!member.equals(to)) {
                boolean isCopied = member.equals(from) && !isGraceful;
                steps.add(new Step(
                        id(isCopied ? "rejoin" : "follow", member),
                        Optional.of(member),
                        isCopied ? "keep what it wrote aside, take a new copy, follow " + to : "follow " + to,
                        List.of(id("claim", to)),
                        "it streams from " + to + " (DUTY-1)",
                        Optional.empty(),
                        Optional.empty(),
                        true));
            }
        }
    }

    private static void routes(Policy policy, RegionName to, List<String> added, List<Step> steps) {
        for (RegionName member : policy.members()) {
            steps.add(new Step(
                    id("route", member),
                    Optional.of(member),
                    "send its users to " + to,
                    Stream.concat(Stream.of(id("promote", to)), added.stream()).toList(),
                    "its resolver answers with " + to + " (DUTY-1)",
                    Optional.empty(),
                    Optional.empty(),
                    true));
        }
    }

    private static Step gate(String id, List<String> after, String what, String rule, Optional<String> undo) {
        return new Step(id, Optional.empty(), what, after, "the log says " + rule, undo, Optional.empty(), false);
    }

    /// The step that waits for what the old side still writes to a store where nobody checks an epoch.
    public static String unfenced(String store) {
        return "unfenced:" + store;
    }

    static String id(String verb, RegionName region) {
        return verb + ":" + region;
    }

    /// The step that a duty is, by its name.
    public static String step(Duty duty) {
        return switch (duty) {
            case Duty.Promise _, Duty.CatchUp _ -> id("promise", duty.region());
            case Duty.Yield _ -> id("yield", duty.region());
            case Duty.Claim _ -> id("claim", duty.region());
            case Duty.Promote _ -> id("promote", duty.region());
            case Duty.Follow _ -> id("follow", duty.region());
            case Duty.Rejoin _ -> id("rejoin", duty.region());
            case Duty.Route _ -> id("route", duty.region());
            case Duty.Perform perform -> added(perform.step());
        };
    }

    /// A step that the file adds, by its name in the plan.
    public static String added(String step) {
        return "step:" + step;
    }

    /// What has to come before a step and has not; empty if it may be done, or is none of this plan's.
    ///
    /// @param done the steps that were done, by name
    public List<String> missingBefore(String step, List<String> done) {
        return steps.stream()
                .filter(one -> one.id().equals(step))
                .flatMap(one -> one.after().stream())
                .filter(before -> !done.contains(before))
                .toList();
    }

    /// SHA-256 over everything it says, in hexadecimal.
    public String hash() {
        StringBuilder text = new StringBuilder();
        text.append(application)
                .append('\n')
                .append(from)
                .append('\n')
                .append(to)
                .append('\n')
                .append(variant);
        for (Step step : steps) {
            text.append('\n')
                    .append(step.id())
                    .append(' ')
                    .append(step.after())
                    .append(' ')
                    .append(step.what());
            text.append(' ')
                    .append(step.done())
                    .append(' ')
                    .append(step.undo())
                    .append(' ')
                    .append(step.most());
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
