package dev.meridian.aws;

import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The root of two regions: what is between them, and of neither alone.
final class Pair {
    /// The region that the file names first, as the root calls it.
    static final String HERE = "here";

    /// The other one.
    static final String THERE = "there";

    private Pair() {}

    static Root root(Estate estate, Estate.Link link) {
        String path = "links/" + link.name();
        Site here = estate.site(link.from());
        Site there = estate.site(link.to());
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        Block state = Setup.state(estate, estate.states().keeper(link.from()), path);
        files.put("terraform.tf", Setup.terraform(Optional.of(state)));
        files.put(
                "providers.tf",
                List.of(
                        Setup.provider(estate, link.from(), Optional.of(HERE)),
                        Setup.provider(estate, link.to(), Optional.of(THERE))));
        if (link.isPeered()) {
            files.put("peering.tf", Peering.connection(link, here, there));
            files.put("routes.tf", Peering.routes(here, there));
        }
        if (!link.copies().isEmpty()) {
            files.put("backups.tf", Backups.of(estate, link));
        }
        return new Root(path, files);
    }

    /// As the root of a link calls the region that something comes from.
    static String side(Estate.Link link, Database.Source source) {
        return source.region().equals(link.from()) ? HERE : THERE;
    }
}
