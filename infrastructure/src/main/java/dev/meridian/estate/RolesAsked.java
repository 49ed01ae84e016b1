package dev.meridian.estate;

import dev.meridian.topology.Scalars;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Who is to have a role, and by what it is had (`security.access`), held against the roles that are written:
/// one for each service, and those of what a cluster needs first.
final class RolesAsked {
    private static final String ROLES = "security.access.serviceRoles";
    private static final String IDENTITY = "security.access.workloadIdentity";

    /// What tells a load balancer of AWS where copies are, as files call it.
    private static final String TELLER = "alb-controller";

    private RolesAsked() {}

    static void note(Ledger ledger, Collection<Site> sites) {
        List<Site> clusters =
                sites.stream().filter(site -> site.cluster().isPresent()).toList();
        boolean isServerless = sites.stream().anyMatch(site -> site.compute().isServerless());
        if (!clusters.isEmpty() || isServerless) {
            roles(ledger, sites, clusters);
        }
        if (!clusters.isEmpty()) {
            identity(ledger, clusters);
        }
    }

    private static void roles(Ledger ledger, Collection<Site> sites, List<Site> clusters) {
        SequencedSet<String> written = new LinkedHashSet<>();
        sites.forEach(site -> site.services().forEach(service -> written.add(service.name())));
        if (clusters.stream()
                .anyMatch(site -> site.cloud() == Cloud.AWS && !site.entrances().isEmpty())) {
            written.add(TELLER);
        }
        List<String> open = ledger.said().sources().at(ROLES).map(setting -> Scalars.words(setting.text())).stream()
                .flatMap(List::stream)
                .filter(word -> !written.contains(word))
                .toList();
        if (open.isEmpty()) {
            ledger.rendered(ROLES);
        } else {
            ledger.left(
                    ROLES,
                    "services have a role each; `" + String.join("`, `", open)
                            + (open.contains(TELLER)
                                    ? "` is none of them, and what tells load balancers has one where users open a name"
                                    : "` is none of them"));
        }
    }

    /// By what each service account has its role.
    private static void identity(Ledger ledger, List<Site> clusters) {
        String asked = ledger.said()
                .sources()
                .at(IDENTITY)
                .map(setting -> setting.text())
                .orElse("");
        if (clusters.stream().allMatch(site -> asked.equals(written(site.cloud())))) {
            ledger.rendered(IDENTITY);
        } else if (asked.equals("irsa") && clusters.stream().allMatch(site -> site.cloud() == Cloud.AWS)) {
            ledger.left(
                    IDENTITY,
                    "written but for the annotation of service accounts, which has the number of an account in it: clusters"
                            + " have their OpenID provider and roles trust it, and until somebody annotates them services have"
                            + " these roles by EKS pod identity");
        } else {
            ledger.left(
                    IDENTITY,
                    "services have their roles by EKS pod identity in AWS, and by federated identities in Google Cloud and"
                            + " Azure");
        }
    }

    private static String written(Cloud cloud) {
        return switch (cloud) {
            case AWS -> "pod-identity";
            case GOOGLE, AZURE -> "federated";
        };
    }
}
