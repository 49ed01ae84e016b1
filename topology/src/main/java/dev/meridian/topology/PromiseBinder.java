package dev.meridian.topology;

import dev.meridian.topology.Topology.Bounds;
import dev.meridian.topology.Topology.Disruption;
import dev.meridian.topology.Topology.Objectives;
import dev.meridian.units.Money;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// The records of what is promised and owed: objectives, and the sections `compliance`, `cost` and `claims`.
final class PromiseBinder {
    private PromiseBinder() {}

    static Objectives objectives(View view) {
        SequencedMap<Disruption, Bounds> disruptions = new LinkedHashMap<>();
        View stated = view.block("disruptions");
        for (String key : stated.keys()) {
            View bounds = stated.block(key);
            disruptions.put(disruption(key), new Bounds(bounds.time("rto"), bounds.time("rpo")));
        }
        return new Objectives(
                view.time("rto"),
                view.time("rpo"),
                levels(view),
                levels(view.block("perRegion")),
                view.word("measured", Topology.Cadence.class),
                disruptions);
    }

    static Disruption disruption(String key) {
        return key.equals("badDeploy") ? Disruption.BAD_DEPLOY : Disruption.valueOf(key.toUpperCase(Locale.ROOT));
    }

    static Topology.Levels levels(View view) {
        return new Topology.Levels(
                view.share("availability"),
                view.named("latency", (_, tier) -> latency(tier)),
                view.values("throughput", text -> View.good(Scalars.rate(text), text)),
                view.values("concurrent", Integer::valueOf),
                view.share("errors"));
    }

    private static Topology.Latency latency(View view) {
        return new Topology.Latency(
                view.time("bound"),
                view.time("average"),
                view.time("p50"),
                view.time("p95"),
                view.time("p99"),
                view.share("of"));
    }

    static Compliance compliance(View view) {
        return new Compliance(
                view.words("frameworks", Compliance.Framework.class),
                view.named(
                        "classes",
                        (name, found) -> new Compliance.DataClass(
                                name,
                                found.texts("subjects"),
                                found.regions("keepIn"),
                                found.retention("keep"),
                                found.flag("erasable"),
                                found.flag("portable"))),
                isByName(view) ? List.of() : view.words("transfers", Compliance.Transfer.class),
                view.named("transfers", PromiseBinder::transfer));
    }

    private static boolean isByName(View view) {
        return view.block("transfers").present();
    }

    private static Compliance.DeclaredTransfer transfer(String name, View view) {
        return new Compliance.DeclaredTransfer(
                name,
                view.texts("from"),
                view.texts("to"),
                view.word("by", Compliance.Transfer.class).orElseThrow(),
                view.text("document"),
                view.date("since"),
                view.date("until"));
    }

    static Costs costs(View view) {
        return new Costs(
                budget(view.block("budget")),
                budget(view.block("perRegion").block("budget")),
                view.named("stated", (_, component) -> stated(component)),
                view.named("savings", (_, measures) -> savings(measures)));
    }

    private static Costs.Budget budget(View view) {
        return new Costs.Budget(view.money("limit"), view.flag("alerts"), view.flag("anomalies"));
    }

    private static Costs.Stated stated(View view) {
        SequencedMap<RegionName, Money> regions = new LinkedHashMap<>();
        for (String name : view.keys()) {
            if (!List.of("global", "total").contains(name)) {
                regions.put(new RegionName(name), view.money(name).orElseThrow());
            }
        }
        return new Costs.Stated(regions, view.money("global"), view.money("total"));
    }

    private static Costs.Savings savings(View view) {
        SequencedMap<String, Optional<Percents>> by = new LinkedHashMap<>();
        view.keys().forEach(measure -> by.put(measure, Scalars.saving(view.needed(measure))));
        return new Costs.Savings(by);
    }

    static Claim claim(String name, View view) {
        return new Claim(
                name,
                view.needed("says"),
                view.text("at"),
                view.text("value"),
                view.word("measured", Topology.Cadence.class),
                view.word("from", Claim.From.class),
                view.text("disruption").map(Claim.About::of),
                view.word("figure", Claim.Figure.class).orElse(Claim.Figure.BOUND),
                new Claim.Figures(
                        view.share("availability"),
                        view.text("downtime").map(text -> View.good(Scalars.downtime(text), text)),
                        view.time("rto"),
                        view.time("rpo"),
                        view.time("latency"),
                        view.time("takes")),
                view.text("change")
                        .map(text -> new Claim.Difference(
                                view.text("metric"), View.good(Scalars.change(text), text), view.text("against"))),
                view.texts("steps"),
                view.count("regions"),
                view.words("frameworks", Compliance.Framework.class));
    }
}
