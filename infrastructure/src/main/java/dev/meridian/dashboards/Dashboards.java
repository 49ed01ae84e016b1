package dev.meridian.dashboards;

import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// All pages and rules of an estate, by their paths below the folder that they are written into. Those of a region
/// depend on nothing but that region: one that is added brings its own.
public final class Dashboards {
    private Dashboards() {}

    /// The page of one region.
    public static Page of(Estate estate, Site site) {
        return RegionPage.of(estate, site);
    }

    /// The page of all of them.
    public static Page global(Estate estate) {
        return GlobalPage.of(estate);
    }

    /// Where the page is that CloudWatch shows.
    public static String path(Page page) {
        return "cloudwatch/" + page.place() + ".json";
    }

    /// In which row of CloudWatch's a page ends.
    public static int rows(Page page) {
        return CloudWatch.rows(page);
    }

    /// None where a file asks for no pages.
    ///
    /// @param head what a file begins with that may have a comment
    /// @throws AssertionError if something is looked at that nothing counts: a defect of ours
    public static SequencedMap<String, String> files(Estate estate, String head) {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        if (!estate.watch().hasPages()) {
            return files;
        }
        List<Page> pages = new ArrayList<>();
        estate.sites().values().forEach(site -> pages.add(of(estate, site)));
        pages.add(global(estate));
        List<String> faults = new ArrayList<>();
        pages.forEach(page -> faults.addAll(page.faults()));
        files.put("README.md", Notes.of(estate));
        pages.forEach(page -> files.put(path(page), CloudWatch.text(page)));
        pages.forEach(page -> files.put("grafana/" + page.place() + ".json", Grafana.text(page)));
        estate.fleet()
                .ifPresent(fleet -> fleet.places().values().forEach(place -> {
                    Rules rules =
                            new Rules(fleet, place, estate.watch().promised().in(place.region()));
                    faults.addAll(rules.faults());
                    files.put("prometheus/" + place.region() + ".yaml", head + rules.text());
                }));
        if (!faults.isEmpty()) {
            throw new AssertionError("nobody will see what is asked for: " + String.join("; ", faults));
        }
        return files;
    }
}
