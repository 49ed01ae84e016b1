package dev.meridian.aws;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.provider.Schema;
import dev.meridian.terraform.Coherence;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// All roots of an estate, in the order in which they are applied: first what keeps the states, then every region
/// by itself, then what goes from one to all others, and what connects two of them.
public final class AwsRoots {
    private AwsRoots() {}

    /// None where no region is one of AWS.
    public static List<Root> of(Estate whole) {
        return whole.in(Cloud.AWS).map(AwsRoots::all).orElse(List.of());
    }

    private static List<Root> all(Estate estate) {
        List<Root> roots = new ArrayList<>();
        roots.add(Bootstrap.root(estate));
        estate.states().further().forEach(region -> roots.add(FurtherStates.root(estate, region)));
        for (Site site : estate.inOrder()) {
            roots.add(Region.root(estate, site));
        }
        estate.backupRegions().forEach(one -> roots.add(CopiedBackups.root(estate, one)));
        for (Site site : estate.sites().values()) {
            Outgoing.root(estate, site).ifPresent(roots::add);
        }
        for (Estate.Link link : estate.links()) {
            roots.add(Pair.root(estate, link));
        }
        Controls.root(estate).ifPresent(roots::add);
        Names.root(estate).ifPresent(roots::add);
        roots.addAll(FixedAddresses.roots(estate));
        Account.root(estate).ifPresent(roots::add);
        return roots;
    }

    /// The same roots.
    ///
    /// @throws AssertionError if one of them is not coherent, or is not what it is there for: a defect of ours
    public static List<Root> sound(List<Root> roots) {
        return Coherence.sound(roots, Schema::aws, Meaning::faults);
    }
}
