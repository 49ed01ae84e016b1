package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// What is to be built.
///
/// @param name that everything of it begins with: the application's, and the environment's where there is one
/// @param sites in the order of the file
/// @param links between two sites each; the first of a pair is the one that the file names first
/// @param states where Terraform keeps what it knows
/// @param rendered what of the file this was made of, by path
public record Estate(
        String name,
        SequencedMap<RegionName, Site> sites,
        List<Link> links,
        States states,
        SequencedSet<String> rendered) {
    public Estate {
        sites = new LinkedHashMap<>(sites);
        links = List.copyOf(links);
        rendered = new LinkedHashSet<>(rendered);
    }

    /// A site by its region.
    public Site site(RegionName region) {
        Site site = sites.get(region);
        if (site == null) {
            throw new IllegalArgumentException("nothing is built in " + region);
        }
        return site;
    }

    /// Two networks that reach each other.
    public record Link(RegionName from, RegionName to) {
        /// As files call it: `eu-west-1--us-east-1` never, but in the order of the file.
        public String name() {
            return from + "--" + to;
        }
    }
}
