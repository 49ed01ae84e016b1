package dev.meridian.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The report as one HTML file: what a person needs first comes first, and every picture has its table.
///
/// It asks nothing of the network: style and script are inside, and its own policy forbids everything else.
final class HtmlReport {
    private final DrillReport report;
    private final DrillRun run;
    private final Markup page = new Markup();
    private final Tables tables = new Tables(page);

    private HtmlReport(DrillReport report) {
        this.report = report;
        this.run = report.worstRun();
    }

    static String render(DrillReport report) {
        return new HtmlReport(report).page();
    }

    private String page() {
        page.trusted("<!doctype html>\n").open("html", "lang", "en");
        head();
        page.open("body").open("main");
        verdict();
        objectives();
        recovery();
        throughput();
        writes();
        if (report.runs().size() > 1) {
            distribution();
        }
        decisions();
        limits();
        provenance();
        page.close();
        page.open("script").trusted(resource("report.js")).close();
        return page.close().close().toString();
    }

    private void head() {
        page.open("head").single("meta", "charset", "utf-8");
        page.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.single("meta", "name", "color-scheme", "content", "light dark");
        page.single(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'");
        page.leaf("title", run.fault() + " · " + Sentence.headline(report) + " · Meridian");
        page.open("style").trusted(resource("report.css")).close().close();
    }

    private void verdict() {
        String kind = report.verdict() == DrillReport.Verdict.MET_IN_TWIN ? "good" : "bad";
        page.open("header").open("p", "class", "kicker").text("Meridian drill · ");
        page.leaf("code", run.fault()).text(" · " + startedAt()).close();
        page.open("h1").open("span", "class", kind);
        page.text((kind.equals("good") ? "✓ " : "✗ ") + Sentence.headline(report))
                .close()
                .close();
        page.leaf("p", Sentence.verdict(report), "class", "lead");
        Outcome seen = run.seen();
        page.open("dl", "class", "figures");
        if (run.stayed()) {
            figure("writes stopped", Text.seconds(seen.downtime()), "gaps of more than a second", false);
        } else {
            String predicted = "predicted " + Text.seconds(run.predicted().rto());
            figure("time to recover", Text.seconds(seen.rto()), predicted, false);
        }
        figure(
                "lost writes",
                Text.count(seen.writes().lost()),
                "bound " + Text.seconds(run.predicted().loss()) + ", lost "
                        + Text.seconds(seen.writes().loss()),
                false);
        figure(
                "two-sided writes",
                Text.count(seen.writes().twoSided()),
                "must be 0",
                seen.writes().twoSided() > 0);
        figure("fence", Text.seconds(seen.fence()), "order → last write of the old side", false);
        figure("runs", Text.count(report.runs().size()), runsNote(), false);
        page.close();
        if (report.runs().size() > 1) {
            page.leaf("p", "Shown below: " + Sentence.which(report) + ".", "class", "muted");
        }
        page.close();
    }

    private String runsNote() {
        DrillReport.Summary summary = report.summary();
        return report.runs().size() == 1
                ? "one run shows that it can work, not how often"
                : "p50 " + summary.p50().map(Text::number).orElse(Text.NONE) + " s, p95 "
                        + summary.p95().map(Text::number).orElse(Text.NONE) + " s";
    }

    private void figure(String name, String value, String note, boolean alarming) {
        page.open("div", "class", alarming ? "alarm" : "figure");
        page.leaf("dt", name);
        page.leaf("dd", value, "class", "value")
                .leaf("dd", note, "class", "note")
                .close();
    }

    private void recovery() {
        section(run.stayed() ? "What happened" : "Recovery, phase by phase");
        if (!run.stayed()) {
            page.open("figure", "class", "timeline");
            Timeline.draw(page, run, 1000);
            Timeline.draw(page, run, 360);
            page.close();
            tables.phases(run);
        }
        tables.marks(run);
        page.close();
    }

    private void throughput() {
        section("What users saw");
        page.leaf(
                "p",
                "Acknowledged writes per second above the line, failures below it, by where the users are. "
                        + "Second 0 is the last write before the fault took effect.",
                "class",
                "muted");
        Throughput.draw(page, run);
        page.close();
    }

    private void objectives() {
        if (!report.objectives().isEmpty()) {
            section("Objectives");
            tables.objectives(report.objectives());
            page.close();
        }
    }

    private void writes() {
        section("Writes and clients");
        tables.writes(run);
        tables.clients(run);
        page.leaf(
                "p",
                "Only clients of the kind user decide the time to recover. The others are there to break the promises: "
                        + "they count for two-sided writes, and for lost ones unless they gave up durability themselves.",
                "class",
                "muted");
        page.close();
    }

    private void distribution() {
        section("All runs");
        page.open("figure", "class", "strip");
        StripPlot.draw(page, report, 1000);
        StripPlot.draw(page, report, 360);
        page.close();
        tables.summary(report.summary());
        tables.runs(report.runs());
        page.close();
    }

    private void decisions() {
        section("What was decided, and why");
        if (!run.refusals().isEmpty()) {
            page.leaf("h3", "What held it back").open("ul", "class", "refusals");
            for (Reason reason : run.refusals()) {
                page.open("li")
                        .leaf("code", reason.rule())
                        .text(" " + reason.text())
                        .close();
            }
            page.close();
        }
        if (!run.sightings().isEmpty()) {
            page.leaf("p", "What vantages saw of " + run.move().from() + ":");
            page.open("ul", "class", "notes");
            run.sightings().forEach(sighting -> page.leaf("li", sighting.text()));
            page.close();
        }
        run.lossLedger().ifPresent(ledger -> page.leaf("p", ledger.sentence()));
        DecisionLog.draw(page, run);
        page.close();
    }

    private void limits() {
        section("What this does not show");
        page.leaf(
                "p",
                "Measured on this machine, in the world named below. No figure here is a promise about a cloud's own "
                        + "mechanisms; where one was replaced, its planning value stands beside the measurement.");
        if (!run.notes().isEmpty()) {
            page.open("ul", "class", "notes");
            run.notes().forEach(note -> page.leaf("li", note));
            page.close();
        }
        if (!report.substitutions().isEmpty()) {
            tables.substitutions(report.substitutions());
        }
        if (!report.notExercised().isEmpty()) {
            tables.notExercised(report.notExercised());
        }
        page.close();
    }

    private void provenance() {
        Stamp stamp = report.stamp();
        section("Where these figures come from");
        if (!report.stores().isEmpty()) {
            tables.stores(report.stores());
        }
        page.open("dl", "class", "provenance");
        fact("Meridian", stamp.meridianVersion());
        fact("world", stamp.world().map(Stamp.World::text).orElse(Text.NONE));
        fact("topology", stamp.topologyHash().orElse(Text.NONE));
        fact("plan", stamp.planHash().orElse(Text.NONE));
        fact("seed", stamp.seed().isPresent() ? String.valueOf(stamp.seed().getAsLong()) : Text.NONE);
        fact("started", startedAt());
        fact(
                "machine",
                stamp.machine().cores() + " cores, "
                        + Text.bytes(stamp.machine().memoryBytes()) + ", load average "
                        + Text.number(stamp.machine().loadAverage()));
        fact("beside this file", String.join(", ", List.of("report.json", "incident.jsonl")));
        page.close().close();
    }

    private void fact(String name, String value) {
        page.open("div").leaf("dt", name).leaf("dd", value).close();
    }

    private void section(String title) {
        page.open("section").leaf("h2", title);
    }

    private String startedAt() {
        return report.stamp().startedAt().toString().replace('T', ' ').replaceAll("(\\.\\d+)?Z$", " UTC");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError(name + " is not in the module");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
