package dev.meridian.estate;

import java.util.Collection;
import java.util.regex.Pattern;

/// Services that start in a network out of which nothing leads, from images that no endpoint of AWS has: whether
/// something else leads to their registry is not in the file, so it is told and not refused.
final class ShutIn {
    /// Registries of accounts (ECR user guide, registry concepts, 2026-11), which endpoints lead to.
    private static final Pattern ECR = Pattern.compile("\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com");

    private ShutIn() {}

    static void tell(Ledger ledger, Collection<Site> sites) {
        sites.stream()
                .filter(site -> site.cloud() == Cloud.AWS && site.network().nat() == Site.WayOut.NONE)
                .forEach(site -> tell(ledger, site));
    }

    private static void tell(Ledger ledger, Site site) {
        String shut = "nothing leads out of the network of " + site.region() + " but endpoints of AWS: ";
        for (Workload service : site.compute().running()) {
            service.image()
                    .filter(ShutIn::isElsewhere)
                    .ifPresent(image -> ledger.notice(where(ledger, "services." + service.name() + ".image") + "`"
                            + image.name().unversioned() + "` is not in ECR, and " + shut + "`" + service.name()
                            + "` does not start before something of yours leads to its registry, or `network.nat`"));
        }
        if (site.cluster().isPresent()) {
            ledger.notice(where(ledger, "compute.platform") + shut
                    + "what kubernetes/README.md has installed in its cluster is fetched from registries elsewhere, and has"
                    + " to be copied into one that is reached");
        }
    }

    private static boolean isElsewhere(Workload.Image image) {
        return !image.isOwn()
                && image.name().host().filter(ECR.asMatchPredicate()).isEmpty();
    }

    private static String where(Ledger ledger, String path) {
        return ledger.said().sources().where(path).text() + ": ";
    }
}
