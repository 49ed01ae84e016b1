package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Optional;
import java.util.SequencedMap;

/// The records of the section `failover`.
final class FailoverBinder {
    private FailoverBinder() {}

    static Failover failover(View view) {
        return new Failover(
                view.word("mode", Failover.Mode.class),
                view.word("profile", Failover.Profile.class),
                view.time("hold"),
                lease(view),
                unlessNone(view, "fence").time("within"),
                isNone(view, "fence"),
                view.time("freshness"),
                new Failover.Patience(
                        view.block("patience").time("catchUp"),
                        view.block("patience").time("stop")),
                view.time("cooldown"),
                view.time("storm"),
                view.time("maxLoss"),
                view.word("withoutQuorum", Failover.WithoutQuorum.class),
                view.regions("targets"),
                view.texts("after"),
                view.texts("excludes"),
                view.texts("order"),
                control(view.block("control")),
                witness(view.block("witness")),
                failback(view.block("failback")),
                new Failover.Human(
                        view.block("human").time("notice"), view.block("human").time("decide")),
                view.named("probes", FailoverBinder::probe),
                view.named(
                        "vantages",
                        (name, vantage) -> new Failover.Vantage(name, vantage.texts("at"), vantage.text("provider"))),
                view.named("triggers", FailoverBinder::trigger),
                steps(view),
                view.texts("observes"),
                view.word("lock", Failover.Lock.class),
                view.word("degrade", Failover.Degrade.class),
                view.block("scale").ifPresent(FailoverBinder::scale),
                requests(view.block("requests")),
                view.block("drills").ifPresent(FailoverBinder::drills));
    }

    private static Failover.Scale scale(View view) {
        Optional<Duration> peak =
                view.text("of").filter(of -> !of.equals("now")).flatMap(of -> Scalars.time(of.substring(5)));
        return new Failover.Scale(view.share("to").orElseThrow(), peak);
    }

    private static Failover.Requests requests(View view) {
        return new Failover.Requests(
                view.flag("command"),
                view.flag("api"),
                view.block("event")
                        .ifPresent(event -> new Failover.Event(
                                event.needed("source"), event.text("detailType"), event.texts("fields"))));
    }

    private static Failover.Drills drills(View view) {
        return new Failover.Drills(view.needed("every"), view.flag("perRegion").orElse(false));
    }

    private static Optional<Failover.Witness> witness(View view) {
        return view.region("region").map(region -> new Failover.Witness(region, view.region("near")));
    }

    /// Whether the file says that there is no such thing: `fence: none`.
    private static boolean isNone(View view, String key) {
        return view.isWord(key);
    }

    /// The block of a key that may be `none` instead.
    private static View unlessNone(View view, String key) {
        return isNone(view, key) ? new View(Optional.empty()) : view.block(key);
    }

    private static Failover.Lease lease(View failover) {
        View view = unlessNone(failover, "lease");
        return new Failover.Lease(
                isNone(failover, "lease"),
                view.time("duration"),
                view.time("margin"),
                view.time("wait"),
                view.share("drift"),
                view.time("renewEvery"),
                view.time("silentAfter"));
    }

    private static Optional<Failover.Control> control(View view) {
        return view.ifPresent(control -> new Failover.Control(
                control.regions("in"),
                control.regions("stateIn"),
                control.word("runs", Failover.Runs.class),
                control.texts("dependsOn"),
                control.time("timeout")));
    }

    private static Optional<Failover.Failback> failback(View view) {
        return view.present()
                ? Optional.of(new Failover.Failback(
                        view.word("mode", Failover.Mode.class),
                        view.time("after"),
                        view.text("window").flatMap(Scalars::window),
                        steps(view)))
                : Optional.empty();
    }

    private static Failover.Probe probe(String name, View view) {
        return new Failover.Probe(
                name,
                view.word("kind", Failover.ProbeKind.class).orElseThrow(),
                view.text("to"),
                view.text("host"),
                view.whole("port"),
                view.text("path"),
                view.time("every"),
                view.time("timeout"),
                view.whole("failures"),
                view.whole("window"),
                view.statuses("accept"),
                view.flag("shallow").orElse(false),
                view.flag("decides").orElse(true));
    }

    private static Failover.Trigger trigger(String name, View view) {
        return new Failover.Trigger(
                name,
                view.texts("when"),
                view.text("signal"),
                view.region("in"),
                view.word("missing", Failover.Missing.class),
                view.text("agree").map(text -> View.good(Scalars.agreement(text), text)),
                view.time("for"),
                view.word("act", Failover.Act.class).orElseThrow());
    }

    private static SequencedMap<String, Failover.Step> steps(View view) {
        return view.named("steps", FailoverBinder::step);
    }

    private static Failover.Step step(String name, View view) {
        return new Failover.Step(
                name,
                SchemaFailover.BUILT_IN.contains(name),
                view.texts("after"),
                view.texts("before"),
                view.text("in").map(FailoverBinder::place),
                view.word("by", Failover.Doer.class).orElse(Failover.Doer.MERIDIAN),
                view.text("startedBy").map("human"::equals),
                view.timeSpan("takes"),
                view.time("timeout"),
                view.text("run")
                        .map(run -> new Failover.Action("run", run, Optional.empty()))
                        .or(() -> action(view.block("action"))),
                variant(view.block("graceful")),
                variant(view.block("forced")),
                view.word("onFailure", Failover.OnFailure.class).orElse(Failover.OnFailure.STOP),
                view.named("of", (_, times) -> times(times)));
    }

    private static Failover.StepPlace place(String word) {
        return switch (word) {
            case "lost" -> new Failover.StepPlace.Lost();
            case "target" -> new Failover.StepPlace.Target();
            default -> new Failover.StepPlace.In(new RegionName(word));
        };
    }

    private static Failover.Times times(View view) {
        return new Failover.Times(
                view.word("by", Failover.Promoter.class),
                view.time("timeout"),
                view.timeSpan("takes"),
                variantTimes(view.block("graceful")),
                variantTimes(view.block("forced")));
    }

    private static Failover.VariantTimes variantTimes(View view) {
        return new Failover.VariantTimes(view.time("timeout"), view.timeSpan("takes"));
    }

    private static Failover.Variant variant(View view) {
        return new Failover.Variant(
                view.text("skip").isPresent(),
                view.timeSpan("takes"),
                view.time("timeout"),
                view.flag("detach").orElse(false)
                        ? Optional.of(new Failover.Action("detach", "", Optional.empty()))
                        : action(view.block("action")));
    }

    /// One verb with its argument. The only verb with more than a word behind it is `waitUntil`.
    private static Optional<Failover.Action> action(View view) {
        Optional<String> said =
                view.keys().stream().filter(key -> !key.equals("from")).findFirst();
        if (said.isEmpty()) {
            return Optional.empty();
        }
        String verb = said.get();
        if (!verb.equals("waitUntil")) {
            return Optional.of(new Failover.Action(verb, view.needed(verb), view.text("from")));
        }
        View condition = view.block(verb);
        String argument = condition
                .text("drained")
                .map(store -> "drained " + store)
                .orElseGet(() -> "lag " + condition.text("lag").orElse("0s")
                        + condition.text("of").map(store -> " of " + store).orElse(""));
        return Optional.of(new Failover.Action(verb, argument, Optional.empty()));
    }
}
