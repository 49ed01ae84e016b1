package dev.meridian.estate;

import dev.meridian.topology.Message;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Looks whether a service would be told of two things by one name: of `orders`, which is written elsewhere, and
/// of `orders-writer` by `ORDERS_WRITER_HOST`. One of them would be lost, and nobody told.
final class Variables {
    private final Ledger ledger;

    Variables(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Those of every region, as if the networks of all regions reached each other: the next edit may let them.
    void check(SequencedMap<RegionName, Site> sites) {
        for (Site site : sites.values()) {
            List<Site> peers = sites.values().stream()
                    .filter(other -> !other.region().equals(site.region())
                            && other.cloud() == Cloud.AWS
                            && site.cloud() == Cloud.AWS)
                    .toList();
            site.services().forEach(workload -> check(workload, site, peers));
        }
    }

    private void check(Workload workload, Site site, List<Site> peers) {
        SequencedMap<String, String> owners = new LinkedHashMap<>();
        List.of("PORT", "AWS_REGION", "GOOGLE_CLOUD_REGION", "AZURE_REGION")
                .forEach(name -> owners.put(name, "where and by which port it runs itself"));
        String depends = "services." + workload.name() + ".dependsOn.";
        workload.stores()
                .forEach(store -> Settings.names(workload, store, site, peers)
                        .forEach(name -> own(owners, name, "`" + store + "`", depends + store)));
        if (site.compute().isServerless()) {
            workload.calls()
                    .forEach(called -> Settings.called(called, "", 0)
                            .sequencedKeySet()
                            .forEach(name -> own(owners, name, "`" + called + "`", depends + called)));
            workload.secrets()
                    .forEach(secret -> own(
                            owners,
                            Settings.secret(secret),
                            "the secret `" + secret + "`",
                            "services." + workload.name() + ".secrets"));
        }
    }

    private void own(SequencedMap<String, String> owners, String name, String owner, String path) {
        String other = owners.putIfAbsent(name, owner);
        if (other != null && !other.equals(owner)) {
            ledger.problem(
                    path,
                    new Message(
                            "`" + name + "` would tell a service of " + other + " and of " + owner,
                            "a setting is called after what it is about, and there is one of a name",
                            "names that differ in more than `-`, and of which none is another one with a word such as"
                                    + " `-writer` behind it"));
        }
    }
}
