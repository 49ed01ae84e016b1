package dev.meridian.simulator;

import dev.meridian.engine.Policy;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import dev.meridian.outages.Outage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A public outage in the places of a scene: roles become regions, and what the outage is about replaces what the
/// file says.
///
/// @param scene the file's, with what is given
/// @param faults what a world is put through
public record Staging(Scene scene, Faults faults) {
    private static final Pattern ROLE = Pattern.compile("(?<=[:>-])(holder|successor|other)\\b");
    private static final Pattern ROLES = Pattern.compile("(?<=[:>-])(standbys|others)\\b");

    /// Stands for a fence that is as long as the file's lease covers.
    private static final String COVERED = "covered";

    /// All has been well for so long when the times of an outage begin: vantages have long had an opinion,
    /// however slowly they look.
    static final Duration BEFORE = Duration.ofMinutes(2);

    /// So many times as long as a move takes, and a minute and a half: enough for copies to be made anew.
    private static final int AFTERWARDS = 3;

    private static final long COPIES = 90 * World.SECOND;

    /// The outage in these places.
    public static Staging of(Outage outage, Scene file) {
        Scene scene = with(outage.given(), file);
        List<Fault> faults = outage.faults().stream()
                .flatMap(text -> several(text, scene.policy(), scene.places()))
                .map(text -> later(fault(text, scene)))
                .toList();
        List<Decrees.Given> orders = outage.orders().stream()
                .map(decree -> new Decrees.Given(
                        decree.at().plus(BEFORE).toNanos(),
                        decree.arrives().plus(BEFORE).toNanos(),
                        what(decree, scene.policy()),
                        decree.told()))
                .toList();
        long last = LongStream.concat(
                        faults.stream()
                                .mapToLong(fault ->
                                        fault.end().orElse(fault.start()).toNanos()),
                        orders.stream().mapToLong(Decrees.Given::arrives))
                .max()
                .orElse(0);
        long lasts = last + AFTERWARDS * scene.patience().toNanos() + COPIES;
        return new Staging(scene, new Faults.Staged(faults, orders, outage.expected(), lasts));
    }

    /// Why the outage cannot be played here; empty if it can.
    public static Optional<String> unfit(Outage outage, Scene scene) {
        int here = scene.policy().members().size();
        return here < outage.dataRegions()
                ? Optional.of(outage.id() + " needs " + outage.dataRegions() + " regions with a copy of the data, and `"
                        + scene.store() + "` has " + here)
                : Optional.empty();
    }

    private static Scene with(Outage.Given given, Scene scene) {
        Policy policy = scene.policy();
        int waitFor = given.isSynchronous()
                .map(is -> is ? Math.max(1, policy.waitFor()) : 0)
                .orElse(policy.waitFor());
        Duration maxLoss = given.maxLoss().orElse(policy.maxLoss());
        return scene.with(new Policy(
                policy.application(),
                policy.home(),
                policy.members(),
                policy.targets(),
                policy.voters(),
                policy.automatic(),
                policy.hold(),
                policy.lease(),
                policy.renewEvery(),
                policy.silentAfter(),
                policy.cooldown(),
                policy.storm(),
                policy.failback(),
                given.room().isPresent() ? given.room() : policy.room(),
                maxLoss,
                waitFor,
                policy.freshness(),
                policy.steps(),
                policy.returnWindow(),
                policy.patience(),
                policy.unfenced()));
    }

    private static Fault later(Fault fault) {
        Optional<Duration> at = Optional.of(fault.start().plus(BEFORE));
        return new Fault(fault.kind(), fault.scope(), fault.delay(), fault.lasts(), at);
    }

    private static Decrees.What what(Outage.Decree decree, Policy policy) {
        return switch (decree.act()) {
            case MOVE -> new Decrees.What.Move(one(decree.to(), policy));
            case CANCEL -> new Decrees.What.Cancel();
            case PAUSE -> new Decrees.What.Pause();
        };
    }

    private static Fault fault(String text, Scene scene) {
        Matcher roles = ROLE.matcher(text);
        String named = roles.replaceAll(
                        role -> one(role.group(1), scene.policy()).text())
                .replace(COVERED, covered(scene.policy()) + "ms");
        return switch (Fault.parse(named, new Ground(scene.places(), Optional.empty()))) {
            case Fault.Parsed.Right(Fault fault) -> fault;
            case Fault.Parsed.Not(Fault.Wrong wrong) -> throw new AssertionError(text + ": " + wrong.what());
        };
    }

    /// The longest fence with which the lease's inequality still holds: `W/(1 + ρ) − (D − m)/(1 − ρ)`.
    private static long covered(Policy policy) {
        double drift = policy.lease().drift();
        double waits = policy.lease().challengerWait().toMillis() / (1 + drift);
        double stops = policy.lease().holderStopsAfter().toMillis() / (1 - drift);
        return Math.max(1, (long) Math.floor(waits - stops));
    }

    /// One for each place that a role of several stands for.
    private static Stream<String> several(String text, Policy policy, List<RegionName> places) {
        Matcher roles = ROLES.matcher(text);
        if (!roles.find()) {
            return Stream.of(text);
        }
        List<RegionName> meant = new ArrayList<>(roles.group(1).equals("standbys") ? policy.members() : places);
        meant.remove(policy.home());
        return meant.stream()
                .map(place -> text.substring(0, roles.start()) + place.text() + text.substring(roles.end()));
    }

    private static RegionName one(String role, Policy policy) {
        List<RegionName> targets = policy.targetsOutside(policy.home());
        return switch (role) {
            case "holder" -> policy.home();
            case "successor" -> targets.getFirst();
            case "other" ->
                Stream.concat(targets.stream(), policy.members().stream())
                        .filter(member -> !member.equals(policy.home()) && !member.equals(targets.getFirst()))
                        .findFirst()
                        .orElseThrow();
            default -> throw new AssertionError("there is no role " + role);
        };
    }
}
