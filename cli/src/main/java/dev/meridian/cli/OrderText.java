package dev.meridian.cli;

import dev.meridian.answers.Paragraph;
import dev.meridian.answers.Printable;
import dev.meridian.engine.Order;
import dev.meridian.engine.Plan;
import dev.meridian.twin.MoveWatch;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What became of an order, for people.
record OrderText(OrderReport report) {
    private static final int SHORT_HASH = 12;

    String text() {
        return switch (report.outcome()) {
            case OrderReport.Outcome.Planned _ -> planned();
            case OrderReport.Outcome.Taken(long entry, Optional<String> needless) ->
                Paragraph.of(
                        "", taken(entry) + needless.map(what -> "; " + what).orElse(""));
            case OrderReport.Outcome.Refused(long entry, String why, String instead) ->
                Paragraph.of("", "refused: " + report.order().text() + " (ORDER-2, entry " + entry + ")")
                        + Paragraph.of("   why: ", why)
                        + Paragraph.of("   instead: ", instead);
            case OrderReport.Outcome.InDoubt(String why) ->
                Paragraph.of("", "in doubt: " + report.order().text())
                        + Paragraph.of("   why: ", why)
                        + Paragraph.of(
                                "   instead: ",
                                "it may still be taken; look at `meridian twin status` before it is given again");
            case OrderReport.Outcome.GivenUp(long entry, String rule, String why) ->
                Paragraph.of("", "given up: " + report.order().text() + " (" + rule + ", entry " + entry + ")")
                        + Paragraph.of("   why: ", why);
            case OrderReport.Outcome.Unfinished(long entry) ->
                Paragraph.of(
                        "",
                        "unfinished: " + report.order().text() + " (entry " + entry
                                + "); `meridian twin status` shows what it waits for");
            case OrderReport.Outcome.Moved(long _, MoveWatch.Ending.Moved move) -> moved(move);
        };
    }

    /// What is done at once is in force no longer than that.
    private String taken(long entry) {
        Order order = report.order();
        boolean isAtOnce = order instanceof Order.Resume || order instanceof Order.Cancel;
        String lasts =
                isAtOnce ? "" : ", in force for " + Durations.text(order.by().expires());
        String most = order instanceof Order.AcceptLoss ? ", and for one move" : "";
        String over = order instanceof Order.AttestDown down
                ? "; it is over as soon as " + down.region() + " shows that it is alive"
                : "";
        return "taken: " + order.text() + " (entry " + entry + lasts + most + ")" + over;
    }

    // ---- the plan ----

    private String planned() {
        StringBuilder text = new StringBuilder();
        report.plan().ifPresent(plan -> text.append(plan(plan)));
        text.append("gates\n");
        for (OrderReport.Gate gate : report.gates()) {
            text.append(Paragraph.of(
                    String.format(Locale.ROOT, "  %-7s  %-9s  ", gate.state().word(), gate.rule()), gate.text()));
        }
        return text.append('\n').append("Nothing was touched.\n").toString();
    }

    private static String plan(Plan plan) {
        StringBuilder text = new StringBuilder(Printable.of(plan.application()) + ": " + plan.from() + " → " + plan.to()
                + ", " + plan.variant().name().toLowerCase(Locale.ROOT) + "; plan "
                + plan.hash().substring(0, SHORT_HASH) + "\n\n");
        boolean isBefore = true;
        for (Plan.Step step : plan.steps()) {
            if (isBefore && step.undo().isEmpty()) {
                text.append("  ──── no way back from here ────\n");
                isBefore = false;
            }
            text.append(step(step));
        }
        return text.append('\n').toString();
    }

    private static String step(Plan.Step step) {
        String most = step.most()
                .map(duration -> ", after at most " + Durations.text(duration))
                .orElse("");
        String only = step.ifHeard() ? " (if it is heard of)" : "";
        String label = String.format(Locale.ROOT, "  %-23s  ", step.id());
        String under = " ".repeat(27);
        return Paragraph.of(label, step.what() + only)
                + (step.after().isEmpty() ? "" : Paragraph.of(under + "after: ", String.join(", ", step.after())))
                + Paragraph.of(under + "done when: ", step.done() + most)
                + step.undo().map(undo -> Paragraph.of(under + "undo: ", undo)).orElse("");
    }

    // ---- the end of a move ----

    private String moved(MoveWatch.Ending.Moved move) {
        String head = report.isWhereOrdered(move)
                ? "✓ " + move.from() + " → " + move.holder()
                : "✗ the role is in " + move.holder() + ", and not where it was ordered to be";
        return Paragraph.of("  ", head + ", epoch " + move.epoch())
                + line(
                        "no writes",
                        move.wasWritten()
                                ? "for at most " + seconds(move.sinceOrder())
                                        + " (measured, by the log: from the order until the new side accepted them)"
                                : "since before the order, when " + move.from() + " did not say that it accepts"
                                        + " any; the new side accepted them " + seconds(move.sinceOrder())
                                        + " after it")
                + line("lost", move.loss().map(OrderText::lost).orElse("not known"))
                + line("users", "are sent to " + move.holder() + "; whoever kept the old answer follows with its TTL");
    }

    private static String lost(Duration most) {
        return most.isZero() ? "none" : "at most " + seconds(most);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", Durations.seconds(duration));
    }

    private static String line(String label, String text) {
        return Paragraph.of(String.format(Locale.ROOT, "  %-11s", label), text);
    }
}
