package dev.meridian.azure;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.provider.Schema;
import dev.meridian.terraform.Coherence;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// All roots of an estate's regions of Azure, in the order in which they are applied.
public final class AzureRoots {
    private AzureRoots() {}

    /// None where no region is one of Azure.
    public static List<Root> of(Estate whole) {
        return whole.in(Cloud.AZURE).map(AzureRoots::all).orElse(List.of());
    }

    private static List<Root> all(Estate estate) {
        List<Root> roots = new ArrayList<>();
        roots.add(Bootstrap.root(estate));
        for (Site site : estate.inOrder()) {
            roots.add(Region.root(estate, site));
        }
        for (Estate.Link link : estate.links()) {
            roots.add(Pair.root(estate, link));
        }
        Names.root(estate).ifPresent(roots::add);
        return roots;
    }

    /// The same roots.
    ///
    /// @throws AssertionError if one of them is not coherent: a defect of ours
    public static List<Root> sound(List<Root> roots) {
        return Coherence.sound(roots, Schema::azure, _ -> List.of());
    }
}
