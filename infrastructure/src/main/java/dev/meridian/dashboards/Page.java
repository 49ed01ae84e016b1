package dev.meridian.dashboards;

import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Something to look at: of one region, or of all of them together.
///
/// @param estate what everything is called after
/// @param place the region, or `global`
/// @param home where CloudWatch shows it
/// @param about what whoever opens it reads first, in Markdown
/// @param sections from what matters first
/// @param question that is put to a log; empty for none
public record Page(
        String estate,
        String place,
        RegionName home,
        String about,
        List<Section> sections,
        Optional<Question> question) {
    public Page {
        sections = List.copyOf(sections);
    }

    /// That no other page of an account has.
    public String name() {
        return estate + "-" + place;
    }

    /// What AWS names of all that is on it, each once.
    public List<Given> given() {
        SequencedSet<Given> given = new LinkedHashSet<>();
        for (Panel panel : panels()) {
            for (Curve curve : panel.curves()) {
                if (curve instanceof Curve.Counted counted) {
                    counted.dimensions().values().forEach(value -> {
                        if (value instanceof Curve.Named(Given one)) {
                            given.add(one);
                        }
                    });
                }
            }
        }
        return List.copyOf(given);
    }

    List<Panel> panels() {
        return sections.stream().flatMap(section -> section.panels().stream()).toList();
    }

    /// The same with what nothing counts told; none for a good one.
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (Panel panel : panels()) {
            for (Curve curve : panel.curves()) {
                Optional<String> fault = switch (curve) {
                    case Curve.Counted one ->
                        Metrics.fault(
                                one.metric().text(),
                                one.dimensions().keySet().stream().sorted().toList(),
                                one.region().text());
                    case Curve.Found one ->
                        Metrics.fault(
                                one.metric().text(), one.by(), one.region().text());
                    case Curve.Worked _ -> Optional.empty();
                    case Curve.Asked one -> Exported.fault(one.question());
                };
                fault.ifPresent(what -> faults.add(name() + ", " + panel.title() + ": " + what));
            }
        }
        return faults;
    }

    /// What belongs together on it.
    record Section(String title, List<Panel> panels) {
        Section {
            panels = List.copyOf(panels);
        }
    }

    /// What a log is asked.
    ///
    /// @param group of logs, in that region
    /// @param text in the language of CloudWatch Logs Insights
    record Question(String title, String group, RegionName region, String text) {}
}
