package dev.meridian.aws;

import dev.meridian.estate.BackupRegion;
import dev.meridian.estate.Estate;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The root of a region that has copies of backups and nothing else. It asks that region alone: what is copied to
/// there is known by its name, so that it can be planned while the region that it comes from is gone.
final class CopiedBackups {
    private CopiedBackups() {}

    static Root root(Estate estate, BackupRegion region) {
        String path = "global/backups-" + region.region();
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        Block state = Setup.state(estate, estate.states().keeper(region.region()), path);
        files.put("terraform.tf", Setup.terraform(Optional.of(state)));
        files.put("providers.tf", List.of(Setup.provider(estate, region.region(), Optional.empty())));
        List<Block> keys = new ArrayList<>(Policies.whoAndWhere());
        keys.addAll(Keys.ofData(region.name()));
        files.put("keys.tf", keys);
        if (!region.databases().isEmpty()) {
            files.put(
                    "databases.tf",
                    region.databases().stream().map(Backups::alone).toList());
        }
        if (!region.volumes().isEmpty()) {
            files.put(
                    "volumes.tf",
                    region.volumes().stream().map(VolumeVault::vault).toList());
        }
        return new Root(path, files);
    }
}
