package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Estate;
import dev.meridian.estate.SharedKey;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

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
        SequencedSet<String> keys = new LinkedHashSet<>();
        boolean allows = false;
        if (link.isPeered()) {
            files.put("peering.tf", Peering.connection(link, here, there));
            files.put("routes.tf", Peering.routes(here, there));
            Across across = Across.of(here, there);
            if (!across.blocks().isEmpty()) {
                files.put("reach.tf", across.blocks());
            }
            keys.addAll(across.told());
            allows = across.allows();
        }
        Optional<RegionName> home = here.sharedKey()
                .filter(_ -> there.sharedKey().isPresent())
                .map(SharedKey::home)
                .filter(region -> List.of(link.from(), link.to()).contains(region));
        known(estate, link, keys, allows || home.isPresent(), files);
        home.ifPresent(region -> files.put(
                "shared-key.tf",
                Keys.replica(
                        here.sharedKey().orElseThrow(),
                        side(link, region),
                        region.equals(link.from()) ? THERE : HERE)));
        copies(estate, link, files);
        return new Root(path, files);
    }

    /// What is there already, for the rest of the root to refer to.
    ///
    /// @param keys the sides whose keys are needed beside those of copies
    /// @param allows whether roles are allowed something
    private static void known(
            Estate estate,
            Estate.Link link,
            SequencedSet<String> keys,
            boolean allows,
            SequencedMap<String, List<Block>> files) {
        link.copies().backups().forEach(copy -> keys.add(side(link, copy.to())));
        link.copies().tables().forEach(copy -> keys.add(side(link, copy.to())));
        if (!keys.isEmpty()) {
            files.put(
                    "keys.tf",
                    keys.stream()
                            .map(side -> key(side, estate.site(side.equals(HERE) ? link.from() : link.to())))
                            .toList());
        }
        List<Block> account = new ArrayList<>();
        if (allows
                || !link.copies().mirrors().isEmpty()
                || !link.copies().followings().isEmpty()) {
            account.add(Policies.who());
        }
        if (allows) {
            account.add(Policies.where());
        }
        if (!account.isEmpty()) {
            files.put(
                    "account.tf",
                    account.stream()
                            .map(block -> block.set("provider", reference("aws." + HERE)))
                            .toList());
        }
    }

    private static void copies(Estate estate, Estate.Link link, SequencedMap<String, List<Block>> files) {
        if (!link.copies().backups().isEmpty()) {
            files.put("backups.tf", Backups.of(link));
        }
        if (!link.copies().tables().isEmpty()) {
            files.put("tables.tf", DynamoTable.copies(link));
        }
        List<Block> alarms = Lags.of(estate, link);
        if (!alarms.isEmpty()) {
            files.put("alarms.tf", alarms);
        }
        if (!link.copies().mirrors().isEmpty()) {
            files.put("mirrors.tf", Mirrors.of(link, estate.site(link.from()), estate.site(link.to())));
        }
        if (!link.copies().followings().isEmpty()) {
            files.put("followers.tf", OpenSearch.followings(link));
        }
    }

    /// As the root of a link calls one of its regions.
    static String side(Estate.Link link, RegionName region) {
        return region.equals(link.from()) ? HERE : THERE;
    }

    private static Block key(String side, Site site) {
        return Block.data("aws_kms_alias", side)
                .set("provider", reference("aws." + side))
                .set("name", "alias/" + Keys.alias(site));
    }

    /// The key of the data on one side.
    static Expression key(String side) {
        return reference("data.aws_kms_alias." + side + ".target_key_arn");
    }
}
