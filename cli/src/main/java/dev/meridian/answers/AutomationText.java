package dev.meridian.answers;

import static dev.meridian.units.Durations.text;

import dev.meridian.assess.Automation;
import dev.meridian.assess.Unarmed;
import dev.meridian.bounds.Lease;
import java.math.BigDecimal;
import java.util.Optional;

/// Whether the engine is armed, on a terminal: the inequalities with their numbers, then what stands in the way.
final class AutomationText {
    private final StringBuilder out = new StringBuilder();

    private AutomationText() {}

    static String of(Automation automation) {
        return new AutomationText().told(automation);
    }

    static String of(Unarmed unarmed) {
        return new AutomationText().told(unarmed);
    }

    private String told(Unarmed unarmed) {
        head(unarmed.application(), "✗ not armed");
        String mend = unarmed.mend().isEmpty() ? "" : "; to change that: " + unarmed.mend();
        line("✗ control", unarmed.what() + mend);
        return out.append('\n').toString();
    }

    private void head(String application, String verdict) {
        out.append("automation of ")
                .append(Printable.of(application))
                .append(": ")
                .append(verdict)
                .append('\n');
    }

    private String told(Automation automation) {
        head(automation.application(), automation.isArmed() ? "✓ armed" : "✗ disarmed");
        mends(automation, Automation.About.MODE)
                .ifPresent(hindrance -> line("✗ mode", hindrance.what() + "; " + hindrance.mend()));
        Optional<Automation.Hindrance> lease = mends(automation, Automation.About.LEASE);
        line(
                mark(lease.isEmpty()) + "lease",
                lease(automation)
                        + lease.map(hindrance -> "; " + hindrance.mend()).orElse(""));
        line("  fence", fence(automation.fence()));
        Optional<Automation.Hindrance> vantages = mends(automation, Automation.About.VANTAGES);
        line(
                mark(vantages.isEmpty()) + "vantages",
                vantages.map(hindrance -> hindrance.what() + "; " + hindrance.mend())
                        .orElseGet(() -> vantages(automation)));
        for (Automation.Cost cost : automation.stores()) {
            line(
                    mark(cost.hindrance().isEmpty()) + "loss",
                    cost.hindrance()
                            .map(hindrance -> hindrance.what() + "; " + hindrance.mend())
                            .orElse("`" + cost.store() + "`: " + cost.inequality()));
        }
        automation.hindrances().stream()
                .filter(hindrance -> hindrance.about() == Automation.About.FINDING)
                .forEach(hindrance -> line("✗ " + hindrance.term(), hindrance.what() + "; " + hindrance.mend()));
        return out.append('\n').toString();
    }

    private static Optional<Automation.Hindrance> mends(Automation automation, Automation.About about) {
        return automation.hindrances().stream()
                .filter(hindrance -> hindrance.about() == about)
                .findFirst();
    }

    private static String mark(boolean holds) {
        return holds ? "  " : "✗ ";
    }

    private void line(String label, String text) {
        out.append(Paragraph.of("  " + label + " ".repeat(Math.max(1, 12 - Columns.length(label))), text));
    }

    private static String lease(Automation automation) {
        Lease lease = automation.lease();
        return automation.oneWriter().statement() + ", "
                + (automation.oneWriter().holds()
                        ? text(automation.oneWriter().slack()) + " to spare"
                        : text(automation.oneWriter().slack().negated()) + " too long")
                + " (D " + text(lease.duration()) + ", m " + text(lease.margin()) + ", W "
                + text(lease.challengerWait()) + ", ρ "
                + BigDecimal.valueOf(lease.drift())
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + "%)";
    }

    private static String fence(Automation.Fence fence) {
        Optional<Automation.Measured> measured = fence.measured();
        return "F " + text(fence.declared()) + " declared"
                + measured.map(it -> ", at most " + text(it.longest()) + " measured in the twin in " + it.runs()
                                + (it.runs() == 1 ? " run" : " runs") + " of " + it.at()
                                + (it.longest().compareTo(fence.declared()) > 0 ? ": this one counts" : ""))
                        .orElse(", no drill of this file is on record");
    }

    private static String vantages(Automation automation) {
        Automation.Vantages vantages = automation.vantages();
        int f = vantages.tolerated();
        return vantages.needed() + " of " + vantages.outside().size() + " outside " + automation.home()
                + " must agree; f = " + f + (f == 0 ? ", none of them may be wrong" : " may be wrong");
    }
}
