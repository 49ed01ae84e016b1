package dev.meridian.estate;

import dev.meridian.blueprint.Catalogue;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;

/// To which regions of AWS a store's backups are to be copied, by its `backup.copyTo`: those of the file, and
/// those that it names there alone.
final class BackupTargets {
    private BackupTargets() {}

    /// Those of the file before others, each in its order. `all` are all of the file.
    static List<RegionName> of(Asked store, Ledger ledger) {
        List<String> said = said(store);
        List<RegionName> targets = new ArrayList<>(ledger.regions(Cloud.AWS).stream()
                .filter(region -> said.contains("all") || said.contains(region.text()))
                .toList());
        said.stream()
                .filter(name -> isOfAws(name, ledger))
                .map(RegionName::new)
                .filter(region -> !targets.contains(region))
                .forEach(targets::add);
        return List.copyOf(targets);
    }

    /// The others that it names: no vault of AWS is there.
    static List<String> strange(Asked store, Ledger ledger) {
        return said(store).stream()
                .filter(name -> !name.equals("all") && !isOfAws(name, ledger))
                .toList();
    }

    private static List<String> said(Asked store) {
        return store.said().backup().map(Storage.Backup::copyTo).orElse(List.of());
    }

    /// A region of the file is of whom the file says, whatever others have of this name.
    private static boolean isOfAws(String name, Ledger ledger) {
        if (name.equals("all")) {
            return false;
        }
        RegionName region = new RegionName(name);
        return ledger.said().regions().containsKey(region)
                ? ledger.regions(Cloud.AWS).contains(region)
                : Catalogue.zones("aws", name).isPresent() && Partitions.isOfOurs(region);
    }
}
